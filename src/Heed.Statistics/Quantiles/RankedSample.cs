namespace Heed.Statistics.Quantiles;

/// <summary>Numbers as an ascending sample of bounded size: every value where there are few, else values at equidistant ranks.</summary>
/// <param name="Values">Ascending and finite; at most the size that was asked for.</param>
/// <param name="Count">Values summarised.</param>
/// <param name="RankError">
/// The most by which the share of values at or below any point may be wrong, 0 to 1; 0 where <paramref name="Values"/> holds every value.
/// </param>
/// <param name="Minimum">Exact; NaN without values.</param>
/// <param name="Maximum">Exact; NaN without values.</param>
/// <param name="Mean">Of all values, not of the sample; NaN without values.</param>
/// <param name="Deviation">The standard deviation of all values with divisor n; NaN without values.</param>
public sealed record RankedSample(
    double[] Values, long Count, double RankError, double Minimum, double Maximum, double Mean, double Deviation)
{
    /// <summary>Whether <see cref="Values"/> holds every value.</summary>
    public bool IsExact => RankError == 0;

    /// <summary>The quantile k/parts of the sample; NaN without values.</summary>
    public double Quantile(int k, int parts) => SortedQuantile.Of(Values, k, parts);
}
