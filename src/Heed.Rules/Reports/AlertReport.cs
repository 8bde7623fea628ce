using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;

namespace Heed.Rules.Reports;

/// <summary>One alert of a rule, as of the rule's last evaluation. Times are in milliseconds since the Unix epoch.</summary>
/// <param name="State"><see cref="AlertState.Inactive"/> for a resolved alert that is still shown.</param>
/// <param name="ActiveSinceMs">When the expression began to hold.</param>
/// <param name="KeepFiringSinceMs">When the expression ceased to hold while <c>keep_firing_for</c> keeps the alert firing.</param>
/// <param name="Value">The expression's last value; any double.</param>
/// <param name="GeneratorUrl">Where the expression can be seen.</param>
public sealed record AlertReport(
    LabelSet Labels,
    LabelSet Annotations,
    AlertState State,
    long ActiveSinceMs,
    long? FiredAtMs,
    long? KeepFiringSinceMs,
    long? ResolvedAtMs,
    double Value,
    AlertingRule Rule,
    RuleGroup Group,
    string GeneratorUrl)
{
    public ulong Fingerprint => Labels.Fingerprint;

    public string Name => Rule.Name;

    public string Expression => Rule.Query;
}
