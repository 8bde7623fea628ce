namespace Heed.Rules.State;

/// <summary>All that rules remember between evaluations, to be kept through a restart.</summary>
/// <param name="EvaluatedAtMs">The due time of the last evaluation; zero where there was none.</param>
public sealed record RuleEngineState(long EvaluatedAtMs, IReadOnlyList<RuleState> Rules)
{
    public static readonly RuleEngineState Empty = new(0, []);
}
