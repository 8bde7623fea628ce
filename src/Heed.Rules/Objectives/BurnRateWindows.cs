namespace Heed.Rules.Objectives;

/// <summary>
/// The four pairs of windows of the Site Reliability Workbook (chapter 5, "Alerting on SLOs"), for a period of any length.
/// </summary>
/// <remarks>
/// Each pair stands for a share of the budget: 2 % in 1 h and 5 % in 6 h page, 10 % in 1 d and 10 % in 3 d make a ticket, of a budget
/// of 30 d. Windows grow and shrink with the period, in whole minutes, and the factor follows: share × period ÷ long window. A month has 28
/// to 31 days and keeps the workbook's windows, so that its factors are 14.4, 6, 3 and 1 at 30 d and 13.44, 5.6, 2.8 and 0.93 at 28 d.
/// </remarks>
public static class BurnRateWindows
{
    public static readonly TimeSpan LeastLong = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LeastShort = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestMonth = TimeSpan.FromDays(28);
    private static readonly TimeSpan LongestMonth = TimeSpan.FromDays(31);

    private static readonly (int LongMinutes, int ShortMinutes, double Share, BurnSeverity Severity)[] Workbook =
    [
        (60, 5, 0.02, BurnSeverity.Page),
        (6 * 60, 30, 0.05, BurnSeverity.Page),
        (24 * 60, 2 * 60, 0.10, BurnSeverity.Ticket),
        (3 * 24 * 60, 6 * 60, 0.10, BurnSeverity.Ticket),
    ];

    /// <summary>The fastest first.</summary>
    public static IReadOnlyList<BurnRateWindow> For(TimeSpan period)
    {
        double scale = period >= ShortestMonth && period <= LongestMonth ? 1 : period / Month;
        return [.. Workbook.Select(pair => Pair(pair.LongMinutes, pair.ShortMinutes, pair.Share, pair.Severity))];

        BurnRateWindow Pair(int longMinutes, int shortMinutes, double share, BurnSeverity severity)
        {
            TimeSpan longWindow = Whole(longMinutes * scale, LeastLong);
            TimeSpan shortWindow = Whole(shortMinutes * scale, LeastShort);
            return new BurnRateWindow(longWindow, shortWindow, Factor(share, period, longWindow), severity);
        }
    }

    /// <summary>The burn rate that spends a share of the budget of a period within a window, without the noise of binary fractions.</summary>
    public static double Factor(double share, TimeSpan period, TimeSpan window) => Math.Round(share * (period / window), 10);

    private static TimeSpan Whole(double minutes, TimeSpan least)
    {
        TimeSpan whole = TimeSpan.FromMinutes(Math.Round(minutes));
        return whole < least ? least : whole;
    }
}
