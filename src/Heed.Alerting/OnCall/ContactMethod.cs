using Heed.Alerting.Configuration;

namespace Heed.Alerting.OnCall;

/// <summary>One way to reach a person.</summary>
/// <param name="Receiver">A receiver of the Alertmanager file, or one of its own that stands for the person.</param>
/// <param name="Severities">Of which it is used; empty for all.</param>
public sealed record ContactMethod(ReceiverConfiguration Receiver, IReadOnlyList<string> Severities)
{
    public bool Takes(string severity) => Severities.Count == 0 || Severities.Contains(severity);
}
