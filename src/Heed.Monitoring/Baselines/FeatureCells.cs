using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Which frozen bin each feature of a record falls into, a byte each. Of a number as <see cref="Statistics.Histograms.BinCounts"/> counts:
/// below, the bins, above. Of a category its position, then what the baseline does not know. <see cref="None"/> where there is no value.
/// </summary>
internal static class FeatureCells
{
    /// <summary>Features beyond these have no cells.</summary>
    public const int MostFeatures = 64;

    public const byte None = byte.MaxValue;

    /// <summary>Categories beyond this position share it.</summary>
    private const int LastCategory = 250;

    /// <summary>Features of a baseline that have cells.</summary>
    public static int CountOf(Baseline baseline) => Math.Min(MostFeatures, baseline.Features.Count);

    /// <summary>Overwrites one cell a feature.</summary>
    public static void Fill(Baseline baseline, ReadOnlySpan<FeatureValue> values, Span<byte> cells)
    {
        cells.Fill(None);
        for (int i = 0; i < cells.Length && i < values.Length; i++) cells[i] = CellOf(baseline.Features[i], values[i]);
    }

    public static byte CellOf(FeatureBaseline feature, in FeatureValue value) => value.State switch
    {
        FeatureState.Number => CellOf(value.Number, feature.Numbers!.BinEdges),
        FeatureState.Category => (byte)Math.Min(value.Category, LastCategory),
        FeatureState.Unseen => (byte)Math.Min(feature.Categories.Count, LastCategory),
        _ => None,
    };

    /// <param name="edges">Ascending; the last bin holds its upper edge.</param>
    public static byte CellOf(double value, ReadOnlySpan<double> edges)
    {
        if (double.IsNaN(value)) return None;
        if (value == edges[^1]) return (byte)(edges.Length - 1);
        int low = 0;
        int high = edges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (edges[middle] <= value) low = middle + 1;
            else high = middle;
        }

        return (byte)low;
    }

    /// <summary>Cells of a feature, without <see cref="None"/>.</summary>
    public static int SizeOf(FeatureBaseline feature) => feature.Kind == FeatureKind.Number
        ? feature.Numbers!.BinEdges.Length + 1
        : Math.Min(feature.Categories.Count, LastCategory) + 1;

    /// <summary>A cell in words: <c>3.2 to 5.7</c>, <c>below 1</c>, <c>red</c>, <c>missing</c>.</summary>
    public static string Describe(FeatureBaseline feature, int cell)
    {
        if (cell == None) return "missing";
        if (feature.Kind == FeatureKind.Category) return cell < feature.Categories.Count ? feature.Categories[cell] : "unseen";
        double[] edges = feature.Numbers!.BinEdges;
        if (cell == 0) return Text($"below {edges[0]:G4}");
        return cell >= edges.Length ? Text($"above {edges[^1]:G4}") : Text($"{edges[cell - 1]:G4} to {edges[cell]:G4}");
    }

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
