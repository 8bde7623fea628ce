using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Windows;

/// <summary>What one window says of one feature. Written again by each window that closes.</summary>
internal sealed class FeatureFigures(FeatureBaseline baseline)
{
    public FeatureBaseline Baseline => baseline;

    /// <summary>Usable values.</summary>
    public long Values { get; set; }

    /// <summary>Kolmogorov–Smirnov D or total variation; NaN without values.</summary>
    public double Score { get; set; }

    public double PValue { get; set; }

    public PsiComparison Psi { get; set; }

    public double MissingRatio { get; private set; }

    public double OutOfRangeRatio { get; private set; }

    public double UnseenRatio { get; private set; }

    public double InvalidRatio { get; private set; }

    /// <summary>Of a number.</summary>
    public double Median { get; set; }

    /// <summary>The share of usable values that equal the one before them; NaN without values.</summary>
    public double RepeatRatio { get; private set; }

    /// <summary>The share of values below the baseline's 5th percentile.</summary>
    public double ShareBelowP05 { get; set; }

    /// <summary>The share of values above the baseline's 95th percentile.</summary>
    public double ShareAboveP95 { get; set; }

    /// <summary>Of a number below, each drawn bin, above; of a category each one, then the unknown ones.</summary>
    public long[] Counts { get; } =
        new long[baseline.Kind == FeatureKind.Number ? baseline.Numbers!.DisplayCounts.Length : baseline.Categories.Count + 1];

    /// <summary>Of a number, in standard deviations of the baseline; NaN for a category and without values.</summary>
    public double WassersteinDistance() => baseline.Numbers is { } numbers
        ? Wasserstein.CompareBinned(numbers.DisplayEdges, numbers.DisplayCounts, Counts).Normalised
        : double.NaN;

    public void SetRatios(long records, long missing, long outOfRange, long unseen, long invalid)
    {
        double share = records == 0 ? 0 : 1.0 / records;
        MissingRatio = missing * share;
        OutOfRangeRatio = outOfRange * share;
        UnseenRatio = unseen * share;
        InvalidRatio = invalid * share;
    }

    /// <summary>After <see cref="Values"/> is set.</summary>
    public void SetRepeats(long repeats) => RepeatRatio = Values == 0 ? double.NaN : repeats / (double)Values;

    public void Save(BinaryWriter writer)
    {
        writer.Write(Values);
        writer.Write(Score);
        writer.Write(PValue);
        writer.Write(Psi.Psi);
        writer.Write(Psi.Bins);
        writer.Write(Psi.N);
        writer.Write(Psi.M);
        writer.Write(MissingRatio);
        writer.Write(OutOfRangeRatio);
        writer.Write(UnseenRatio);
        writer.Write(InvalidRatio);
        writer.Write(Median);
        writer.Write(ShareBelowP05);
        writer.Write(ShareAboveP95);
        writer.Write(RepeatRatio);
        foreach (long count in Counts) writer.Write(count);
    }

    public void Load(BinaryReader reader)
    {
        Values = reader.ReadInt64();
        Score = reader.ReadDouble();
        PValue = reader.ReadDouble();
        Psi = new PsiComparison(reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64());
        MissingRatio = reader.ReadDouble();
        OutOfRangeRatio = reader.ReadDouble();
        UnseenRatio = reader.ReadDouble();
        InvalidRatio = reader.ReadDouble();
        Median = reader.ReadDouble();
        ShareBelowP05 = reader.ReadDouble();
        ShareAboveP95 = reader.ReadDouble();
        RepeatRatio = reader.ReadDouble();
        for (int i = 0; i < Counts.Length; i++) Counts[i] = reader.ReadInt64();
    }
}
