namespace Heed.Rules.Objectives;

/// <summary>The arithmetic of budgets. A budget is the share 1 − objective of a period's events that may be bad.</summary>
public static class ErrorBudget
{
    /// <summary>
    /// How many times faster than evenly over the period the budget is spent: bad ÷ (1 − objective). 1 spends it exactly within
    /// the period; spending a budget of 30 days in one hour is 720.
    /// </summary>
    /// <param name="badRatio">From 0 to 1; NaN gives NaN.</param>
    /// <param name="target">The objective, inside (0, 1).</param>
    public static double BurnRate(double badRatio, double target) => badRatio / (1 - target);

    /// <summary>The share of the budget that is left, 1 where nothing was bad; below 0 where more was spent than there is.</summary>
    public static double Remaining(double badRatio, double target) => 1 - BurnRate(badRatio, target);

    /// <summary>
    /// How long the rest lasts if it goes on burning so: remaining × period ÷ burn rate. Null for ever (nothing burns), zero where nothing
    /// is left.
    /// </summary>
    public static TimeSpan? TimeToExhaustion(double remaining, double burnRate, TimeSpan period)
    {
        if (double.IsNaN(remaining) || double.IsNaN(burnRate)) return null;
        if (remaining <= 0) return TimeSpan.Zero;
        if (burnRate <= 0) return null;
        double milliseconds = remaining / burnRate * period.TotalMilliseconds;
        return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(Math.Round(milliseconds)) : null;
    }
}
