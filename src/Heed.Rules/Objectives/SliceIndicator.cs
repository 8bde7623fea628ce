namespace Heed.Rules.Objectives;

/// <summary>
/// Slices of time that are bad or good as a whole, whatever the traffic in them. The ratio over a window is bad time ÷ the window's time: a slice
/// without a figure, or in planned maintenance, spends nothing.
/// </summary>
/// <param name="Condition">Evaluated at the end of a slice: 1 for a bad one and 0 for a good one, or the share of it that was bad.</param>
/// <param name="Slice">How long one is; whole multiples of it since the Unix epoch are their ends.</param>
public sealed record SliceIndicator(string Condition, TimeSpan Slice) : Indicator
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Most = TimeSpan.FromHours(1);
}
