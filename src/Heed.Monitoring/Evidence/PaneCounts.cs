using System.Numerics.Tensors;

using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// What happened in one stretch of event time, in the baseline's bins: the unit that evidence is made of. A pane is an hour as a rule;
/// shorter ones are as valid, because evidence weighs a pane by its time and records. Whoever fills it hands it to
/// <see cref="ModelEvidence.Close"/> once and may reuse it. Records that come later belong to the pane that is open then.
/// </summary>
public sealed class PaneCounts(PaneLayout layout)
{
    public PaneLayout Layout => layout;

    /// <summary>The first millisecond.</summary>
    public long StartMs { get; set; }

    /// <summary>The millisecond after the last.</summary>
    public long EndMs { get; set; }

    /// <summary>Requests that were answered: every bin counts these only.</summary>
    public long Records { get; set; }

    /// <summary>Requests that failed.</summary>
    public long Errors { get; set; }

    /// <summary>By the time of the label.</summary>
    public OutcomeCounts Outcomes { get; set; }

    /// <summary>The labelled answers by the hour of weekdays or weekends of their prediction: wrong answers have seasons, too.</summary>
    public long[] OutcomeCells { get; } = new long[ShareVariation.Cells];

    /// <summary>By position in <see cref="PaneLayout.Segments"/>.</summary>
    public OutcomeCounts[] Segments { get; } = new OutcomeCounts[layout.Segments.Count];

    /// <summary>All counts, as <see cref="PaneLayout"/> says.</summary>
    public long[] Bins { get; } = new long[layout.Length];

    public Span<long> Classes => Bins.AsSpan(layout.ClassStart, layout.ClassBins);

    public Span<long> Score => Bins.AsSpan(layout.ScoreStart, layout.ScoreBins);

    public Span<long> Confidence => Bins.AsSpan(layout.ConfidenceStart, Baselines.Confidence.Bins);

    public Span<long> Embedding => Bins.AsSpan(layout.EmbeddingStart, layout.EmbeddingBins);

    public Span<long> Values(int feature) => Bins.AsSpan(layout.FeatureStart(feature), layout.ValueBins(feature));

    /// <summary>Null or absent.</summary>
    public ref long Missing(int feature) => ref Extra(feature, 0);

    /// <summary>NaN and the infinities.</summary>
    public ref long NotFinite(int feature) => ref Extra(feature, 1);

    /// <summary>Of another type.</summary>
    public ref long Invalid(int feature) => ref Extra(feature, 2);

    /// <summary>Numbers outside of the baseline's or the configured range; they are in a value bin, too.</summary>
    public ref long OutOfRange(int feature) => ref Extra(feature, 3);

    /// <summary>Usable values equal to the usable value before them in the stream; they are in a value bin, too.</summary>
    public ref long Repeats(int feature) => ref Extra(feature, 4);

    /// <summary>Adds what another pane of the same layout counted; times stay.</summary>
    public void Add(PaneCounts other)
    {
        Records += other.Records;
        Errors += other.Errors;
        Outcomes += other.Outcomes;
        TensorPrimitives.Add(OutcomeCells, other.OutcomeCells, OutcomeCells);
        for (int i = 0; i < Segments.Length; i++) Segments[i] += other.Segments[i];
        TensorPrimitives.Add(Bins, other.Bins, Bins);
    }

    /// <summary>Empties it for the pane from <paramref name="startMs"/> to <paramref name="endMs"/>.</summary>
    public void Restart(long startMs, long endMs)
    {
        StartMs = startMs;
        EndMs = endMs;
        Records = 0;
        Errors = 0;
        Outcomes = default;
        Array.Clear(OutcomeCells);
        Array.Clear(Segments);
        Array.Clear(Bins);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(StartMs);
        writer.Write(EndMs);
        writer.Write(Records);
        writer.Write(Errors);
        SaveOutcomes(writer, Outcomes);
        foreach (long count in OutcomeCells) writer.Write7BitEncodedInt64(count);
        foreach (OutcomeCounts outcomes in Segments) SaveOutcomes(writer, outcomes);
        foreach (long count in Bins) writer.Write7BitEncodedInt64(count);
    }

    public void Load(BinaryReader reader)
    {
        StartMs = reader.ReadInt64();
        EndMs = reader.ReadInt64();
        Records = reader.ReadInt64();
        Errors = reader.ReadInt64();
        Outcomes = LoadOutcomes(reader);
        for (int i = 0; i < OutcomeCells.Length; i++) OutcomeCells[i] = reader.Read7BitEncodedInt64();
        for (int i = 0; i < Segments.Length; i++) Segments[i] = LoadOutcomes(reader);
        for (int i = 0; i < Bins.Length; i++) Bins[i] = reader.Read7BitEncodedInt64();
    }

    private static void SaveOutcomes(BinaryWriter writer, OutcomeCounts outcomes)
    {
        writer.Write(outcomes.Labelled);
        writer.Write(outcomes.Wrong);
        writer.Write(outcomes.Over);
    }

    private static OutcomeCounts LoadOutcomes(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    private ref long Extra(int feature, int position) =>
        ref Bins[layout.FeatureStart(feature) + layout.ValueBins(feature) + position];
}
