namespace Heed.Server.Backtests;

/// <summary>A whole backtest: the rules in force and new ones over the same history.</summary>
/// <param name="Options">From when to when.</param>
/// <param name="InForce">What the rules of <c>heed.yml</c> would have done; null where no other rules are compared with them.</param>
/// <param name="InForceScore">Null without labelled incidents, or without <paramref name="InForce"/>.</param>
/// <param name="New">What the rules under test would have done.</param>
/// <param name="NewScore">Null without labelled incidents.</param>
/// <param name="Proposals">What tuning found; null where it was not asked for.</param>
public sealed record BacktestReport(
    BacktestOptions Options,
    BacktestOutcome? InForce,
    IncidentScore? InForceScore,
    BacktestOutcome New,
    IncidentScore? NewScore,
    IReadOnlyList<TuningProposal>? Proposals);
