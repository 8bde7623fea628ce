namespace Heed.Rules.Groups;

/// <summary>
/// How far ahead of its evaluations one rule may be computed: as far as everything that it reads is complete. What rules do not write is
/// complete up to a time that the host tells; what rules before this one write, as far as they have written it.
/// </summary>
/// <param name="horizon">Of the engine.</param>
/// <param name="sources">The rules that write what this one reads, all before it; null where it cannot be computed ahead.</param>
internal sealed class RuleForesight(RuleHorizon horizon, IReadOnlyList<RuleEvaluator>? sources)
{
    /// <summary>The last query time that a stretch may reach which begins with an evaluation.</summary>
    public long ReachOf(in EvaluationMoment moment)
    {
        long fromMs = moment.QueryMs;
        if (sources is null || horizon.LookAheadMs <= 0) return fromMs;
        long reachMs = Math.Min(fromMs + horizon.LookAheadMs, horizon.KnownUntilMs - (moment.DueMs - fromMs));
        foreach (RuleEvaluator source in sources) reachMs = Math.Min(reachMs, source.CompleteUntilMs);
        return Math.Max(fromMs, reachMs);
    }
}
