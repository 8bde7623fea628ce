using System.Globalization;

using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>One feature of a baseline, as <c>heed check</c> prints it.</summary>
/// <param name="Min">NaN for a category, as are the quantiles.</param>
/// <param name="Categories">With their shares of the rows that have a value; empty for a number.</param>
/// <param name="MissingRatio">Null or absent, of all rows.</param>
public sealed record FeatureDescription(
    string Name,
    FeatureKind Kind,
    double Min,
    double P05,
    double Median,
    double P95,
    double Max,
    IReadOnlyList<(string Category, double Share)> Categories,
    double MissingRatio,
    IReadOnlyList<string> Notes)
{
    /// <summary>The whole on one line.</summary>
    public override string ToString()
    {
        string values = Kind == FeatureKind.Number
            ? string.Create(CultureInfo.InvariantCulture, $"number, {Min:G4} to {Max:G4}, median {Median:G4}, 5th to 95th percentile {P05:G4} to {P95:G4}")
            : "category, " + string.Join(", ", Categories.Take(6).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Category} {c.Share:P0}")))
                + (Categories.Count > 6 ? $" and {Categories.Count - 6} more" : "");
        string missing = MissingRatio > 0 ? string.Create(CultureInfo.InvariantCulture, $", {MissingRatio:P1} missing") : "";
        string notes = Notes.Count > 0 ? "; " + string.Join("; ", Notes) : "";
        return $"{Name}: {values}{missing}{notes}";
    }

    internal static FeatureDescription Of(FeatureBaseline feature)
    {
        long values = feature.ValueCount;
        long rows = values + feature.MissingCount + feature.NotFiniteCount + feature.InvalidCount;
        Statistics.Quantiles.EcdfSummary? ecdf = feature.Numbers?.Ecdf;
        return new FeatureDescription(
            feature.Name,
            feature.Kind,
            feature.Numbers?.Min ?? double.NaN,
            ecdf?.Quantile(0.05) ?? double.NaN,
            ecdf?.Quantile(0.5) ?? double.NaN,
            ecdf?.Quantile(0.95) ?? double.NaN,
            feature.Numbers?.Max ?? double.NaN,
            [.. feature.Categories.Select((c, i) => (c, values == 0 ? 0 : feature.CategoryCounts[i] / (double)values))],
            rows == 0 ? 0 : feature.MissingCount / (double)rows,
            feature.Notes);
    }
}
