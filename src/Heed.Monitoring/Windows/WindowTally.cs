using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Windows;

/// <summary>What a stretch of a model's records counts to: a slice, or the sum of some. Tallies add up.</summary>
internal sealed class WindowTally
{
    private readonly FeatureTally[] _features;

    public WindowTally(Baseline baseline, int classLimit, double lowConfidence)
    {
        _features = [.. baseline.Features.Select(FeatureTally.Of)];
        Answers = new AnswerTally(baseline, classLimit, lowConfidence);
    }

    public AnswerTally Answers { get; }

    public long Records { get; private set; }

    /// <summary>The oldest event time; <see cref="long.MaxValue"/> while empty.</summary>
    public long FirstMs { get; private set; } = long.MaxValue;

    /// <summary>The newest event time; <see cref="long.MinValue"/> while empty.</summary>
    public long LastMs { get; private set; } = long.MinValue;

    public void Add(in PredictionView prediction)
    {
        Records++;
        FirstMs = Math.Min(FirstMs, prediction.Record.TimeMs);
        LastMs = Math.Max(LastMs, prediction.Record.TimeMs);
        ReadOnlySpan<FeatureValue> values = prediction.Batch.FeaturesOf(prediction.Record);
        FeatureTally[] features = _features;
        for (int i = 0; i < features.Length && i < values.Length; i++) features[i].Add(values[i]);
        Answers.Add(prediction);
    }

    /// <summary>Writes what the tally says into <paramref name="figures"/>; the tally stays as it is.</summary>
    public void Fill(WindowFigures figures)
    {
        figures.Records = Records;
        figures.FirstMs = FirstMs;
        figures.LastMs = LastMs;
        for (int i = 0; i < _features.Length; i++) _features[i].Fill(figures.Features[i], Records);
        figures.SetAnswers(Answers);
    }

    /// <summary>Writes all counts that a pane has, too, over those of a pane.</summary>
    public void CopyTo(PaneCounts pane)
    {
        pane.Records = Records;
        for (int i = 0; i < _features.Length; i++) _features[i].CopyTo(pane, i);
        Answers.CopyTo(pane);
    }

    /// <summary>Adds what another tally of the same model has counted.</summary>
    public void MergeFrom(WindowTally other)
    {
        Records += other.Records;
        FirstMs = Math.Min(FirstMs, other.FirstMs);
        LastMs = Math.Max(LastMs, other.LastMs);
        for (int i = 0; i < _features.Length; i++) _features[i].MergeFrom(other._features[i]);
        Answers.MergeFrom(other.Answers);
    }

    public void Clear()
    {
        Records = 0;
        FirstMs = long.MaxValue;
        LastMs = long.MinValue;
        foreach (FeatureTally feature in _features) feature.Clear();
        Answers.Clear();
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Records);
        writer.Write(FirstMs);
        writer.Write(LastMs);
        foreach (FeatureTally feature in _features) feature.Save(writer);
        Answers.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Records = reader.ReadInt64();
        FirstMs = reader.ReadInt64();
        LastMs = reader.ReadInt64();
        foreach (FeatureTally feature in _features) feature.Load(reader);
        Answers.Load(reader);
    }
}
