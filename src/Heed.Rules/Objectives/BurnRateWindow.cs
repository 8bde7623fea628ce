namespace Heed.Rules.Objectives;

/// <summary>A pair of windows that have to burn together: the long one says that it matters, the short one that it still goes on.</summary>
/// <param name="Long">Over which the share of the budget is counted.</param>
/// <param name="Short">Ends the alert soon after the burning ends.</param>
/// <param name="Factor">The burn rate above which both have to be.</param>
/// <param name="Severity">Who is told.</param>
public sealed record BurnRateWindow(TimeSpan Long, TimeSpan Short, double Factor, BurnSeverity Severity)
{
    /// <summary>The share of the budget of <paramref name="period"/> that is gone when the long window has burned at the factor.</summary>
    public double BudgetShare(TimeSpan period) => Factor * (Long / period);

    /// <summary>Whether a ratio of errors of at most 1 can burn so fast: with an objective of 0.9 nothing burns above 10×.</summary>
    public bool IsReachable(double target) => Factor * (1 - target) < 1;
}
