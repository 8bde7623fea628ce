namespace Heed.Rules.Reports;

/// <summary>How one group does, in numbers; cheap to ask for.</summary>
/// <param name="Rules">How many rules it has.</param>
/// <param name="LastDuration">How long the last evaluation of all its rules took.</param>
/// <param name="LastEvaluationMs">The due time of the last evaluation; null before the first.</param>
/// <param name="MissedEvaluations">Evaluations that were skipped because the host came too late.</param>
public readonly record struct RuleGroupFigures(
    string File, string Name, int Rules, TimeSpan LastDuration, long? LastEvaluationMs, long MissedEvaluations);
