using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;

namespace Heed.Alerting.Escalation;

/// <summary>Somebody whom a target has led to.</summary>
/// <param name="Name">Of the person or the receiver.</param>
/// <param name="Person">Null for a receiver.</param>
/// <param name="Receivers">All are used.</param>
internal sealed record Recipient(string Name, Person? Person, IReadOnlyList<ReceiverConfiguration> Receivers);
