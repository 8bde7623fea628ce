using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Rules.State;

/// <summary>One alert of a rule. Times are in milliseconds since the Unix epoch.</summary>
/// <param name="State"><see cref="AlertState.Inactive"/> for a resolved alert that is still shown.</param>
/// <param name="ActiveSinceMs">When the expression began to hold.</param>
/// <param name="KeepFiringSinceMs">When the expression ceased to hold while <c>keep_firing_for</c> keeps the alert firing.</param>
/// <param name="LastSentMs">When routing was last told of it.</param>
/// <param name="Value">The expression's last value.</param>
public sealed record AlertMemory(
    LabelSet Labels,
    LabelSet Annotations,
    AlertState State,
    long ActiveSinceMs,
    long? FiredAtMs,
    long? KeepFiringSinceMs,
    long? ResolvedAtMs,
    long? LastSentMs,
    double Value);
