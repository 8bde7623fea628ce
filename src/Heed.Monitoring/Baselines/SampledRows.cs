using Heed.Model.Records;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Baselines;

/// <summary>Labelled rows of a baseline with their feature cells and segments, in the order of time.</summary>
internal sealed class SampledRows
{
    private readonly List<LabelledAnswer> _answers = [];
    private readonly List<byte[]> _cells = [];
    private readonly List<string[]> _segments = [];

    private SampledRows()
    {
    }

    public IReadOnlyList<LabelledAnswer> Answers => _answers;

    /// <summary>Of each row, one a feature, as <see cref="FeatureCells"/> numbers them.</summary>
    public IReadOnlyList<byte[]> Cells => _cells;

    /// <summary>Of each row its value of each declared key; null where it names none.</summary>
    public IReadOnlyList<string[]> Segments => _segments;

    /// <param name="baseline">With its features.</param>
    public static SampledRows Of(RowSample sample, IReadOnlyList<AnswerColumn.Row> rows, Baseline baseline)
    {
        SampledRows sampled = new();
        LabelledRows labelled = new(baseline.Type, baseline.Answers);
        FeatureCells cells = new(baseline);
        FeatureValue[] values = new FeatureValue[cells.Count];
        Dictionary<string, int>[] categories = [.. baseline.Features.Take(cells.Count).Select(PositionsOf)];
        foreach (RowSample.Row row in sample.Rows)
        {
            if (!labelled.TryRead(rows[row.Answer], out LabelledAnswer answer)) continue;
            sample.Read(row, baseline.Features, categories, values);
            byte[] found = new byte[cells.Count];
            cells.Find(values, found);
            sampled._answers.Add(answer);
            sampled._cells.Add(found);
            sampled._segments.Add(rows[row.Answer].Segments);
        }

        return sampled;
    }

    /// <summary>The categories of a feature by their positions.</summary>
    public static Dictionary<string, int> PositionsOf(FeatureBaseline feature)
    {
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        foreach (string category in feature.Categories) positions.Add(category, positions.Count);
        return positions;
    }
}
