using Heed.Monitoring.Baselines;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Windows;

/// <summary>What one window says: written when it closes, and kept until the next one does.</summary>
internal sealed class WindowFigures
{
    public WindowFigures(Baseline baseline, int classLimit)
    {
        Features = [.. baseline.Features.Select(f => new FeatureFigures(f))];
        Classes = new long[classLimit];
    }

    public FeatureFigures[] Features { get; }

    public long Records { get; set; }

    public long FirstMs { get; set; }

    public long LastMs { get; set; }

    /// <summary>The event time between the first record, or the end of the window before where that is later, and the last one.</summary>
    public long SpanMs { get; set; }

    /// <summary>Of the answers.</summary>
    public PsiComparison Psi { get; private set; }

    /// <summary>Of the answers: Kolmogorov–Smirnov D of numbers, else total variation of classes; NaN without any.</summary>
    public double Distance { get; private set; }

    public long[] Classes { get; }

    public long[] Confidence { get; } = new long[Baselines.Confidence.Bins];

    public long LowConfidence { get; private set; }

    public void SetAnswers(AnswerTally answers)
    {
        Psi = answers.Psi();
        Distance = answers.Distance();
        answers.Classes.CopyTo(Classes, 0);
        answers.Confidence.CopyTo(Confidence, 0);
        LowConfidence = answers.LowConfidence;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Records);
        writer.Write(FirstMs);
        writer.Write(LastMs);
        writer.Write(SpanMs);
        foreach (FeatureFigures feature in Features) feature.Save(writer);
        writer.Write(Psi.Psi);
        writer.Write(Psi.Bins);
        writer.Write(Psi.N);
        writer.Write(Psi.M);
        writer.Write(Distance);
        foreach (long count in Classes) writer.Write(count);
        foreach (long count in Confidence) writer.Write(count);
        writer.Write(LowConfidence);
    }

    public void Load(BinaryReader reader)
    {
        Records = reader.ReadInt64();
        FirstMs = reader.ReadInt64();
        LastMs = reader.ReadInt64();
        SpanMs = reader.ReadInt64();
        foreach (FeatureFigures feature in Features) feature.Load(reader);
        Psi = new PsiComparison(reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64());
        Distance = reader.ReadDouble();
        for (int i = 0; i < Classes.Length; i++) Classes[i] = reader.ReadInt64();
        for (int i = 0; i < Confidence.Length; i++) Confidence[i] = reader.ReadInt64();
        LowConfidence = reader.ReadInt64();
    }
}
