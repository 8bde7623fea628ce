using System.Globalization;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Segments;

/// <summary>Says in words which records a cell of a column holds. Columns are feature cells, then declared segment keys.</summary>
internal sealed class SegmentCells(Baseline baseline, RollingQuality quality)
{
    /// <summary>Segment values beyond this position share it.</summary>
    private const byte LastSegment = 250;

    private readonly int _features = Math.Min(baseline.Features.Count, OutcomeLayout.MostCells);

    public int Columns => _features + baseline.SegmentKeys.Count;

    public static byte CellOf(ushort segment) => segment switch
    {
        JoinedOutcome.NoPosition => FeatureCells.Missing,
        > LastSegment => LastSegment,
        _ => (byte)segment,
    };

    public string Describe(int column, byte cell)
    {
        if (column >= _features) return DescribeSegment(column - _features, cell);
        FeatureBaseline feature = baseline.Features[column];
        string value = cell switch
        {
            FeatureCells.Missing => "missing",
            FeatureCells.Invalid => "of another type",
            FeatureCells.NotFinite => "not finite",
            FeatureCells.Unseen => "unseen",
            FeatureCells.OtherCategory => "rare",
            _ => feature.Kind == FeatureKind.Category ? feature.Categories[cell] : Range(feature.Numbers!.BinEdges, cell),
        };
        return $"{feature.Name} {value}";
    }

    private string DescribeSegment(int key, byte cell) => cell switch
    {
        FeatureCells.Missing => $"{baseline.SegmentKeys[key]} missing",
        LastSegment => $"{baseline.SegmentKeys[key]} rare",
        _ => $"{baseline.SegmentKeys[key]} {quality.SegmentValue(key, cell)}",
    };

    private static string Range(double[] edges, int cell)
    {
        if (cell == 0) return string.Create(CultureInfo.InvariantCulture, $"below {edges[0]:G4}");
        if (cell >= edges.Length) return string.Create(CultureInfo.InvariantCulture, $"above {edges[^1]:G4}");
        return edges[cell - 1] == edges[cell]
            ? edges[cell].ToString("G4", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{edges[cell - 1]:G4} to {edges[cell]:G4}");
    }
}
