using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Versions;

/// <summary>The inputs and answers of one version in one pane, in the baseline's bins.</summary>
/// <param name="layout">Where each count stands.</param>
internal sealed class VersionCounts(VersionLayout layout)
{
    private readonly int[] _counts = new int[layout.Length];

    public ReadOnlySpan<int> Counts => _counts;

    public long Records { get; private set; }

    /// <param name="cells">Of the record's features, as <see cref="FeatureCells"/> numbers them.</param>
    public void Add(ReadOnlySpan<byte> cells, in PredictionView prediction)
    {
        Records++;
        for (int i = 0; i < cells.Length; i++) _counts[layout.PlaceOf(i, cells[i])]++;
        int answer = layout.AnswerPlaceOf(prediction.Number, prediction.Class);
        if (answer >= 0) _counts[answer]++;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Records);
        foreach (int count in _counts) writer.Write7BitEncodedInt(count);
    }

    public static VersionCounts Load(BinaryReader reader, VersionLayout layout)
    {
        VersionCounts counts = new(layout) { Records = reader.ReadInt64() };
        for (int i = 0; i < counts._counts.Length; i++) counts._counts[i] = reader.Read7BitEncodedInt();
        return counts;
    }
}
