using System.Numerics.Tensors;

using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Windows;

/// <summary>
/// The answers of one window. Their stability index is over the deciles of <see cref="PredictionView.Number"/> where the
/// baseline has them, else over the classes.
/// </summary>
internal sealed class AnswerTally
{
    private readonly AnswerBaseline _baseline;
    private readonly double _lowConfidence;
    private readonly NumberCounts? _numbers;
    private readonly long[] _baselineClasses;
    private readonly long[] _currentClasses;

    /// <param name="classLimit">Positions that a class can have, the overflow included.</param>
    public AnswerTally(Baseline baseline, int classLimit, double lowConfidence)
    {
        _baseline = baseline.Answers;
        _lowConfidence = lowConfidence;
        _numbers = _baseline.Numbers is null ? null : new NumberCounts(_baseline.Numbers);
        _baselineClasses = [.. _baseline.ClassCounts, _baseline.OtherCount];
        _currentClasses = new long[_baselineClasses.Length];
        Classes = new long[classLimit];
    }

    /// <summary>By position in the model's table of classes.</summary>
    public long[] Classes { get; }

    public long[] Confidence { get; } = new long[Baselines.Confidence.Bins];

    public long LowConfidence { get; private set; }

    public void Add(in PredictionView prediction)
    {
        if (_numbers is not null && double.IsFinite(prediction.Number) && _numbers.Add(prediction.Number)) _numbers.Flush();
        if (prediction.Class >= 0) Classes[prediction.Class]++;
        int bin = Baselines.Confidence.BinOf(prediction.Confidence);
        if (bin < 0) return;
        Confidence[bin]++;
        if (prediction.Confidence < _lowConfidence) LowConfidence++;
    }

    public PsiComparison Psi()
    {
        if (_numbers is not null)
        {
            _numbers.Flush();
            return PopulationStability.CompareOccupied(_baseline.Numbers!.BinCounts, _numbers.Bins);
        }

        return PopulationStability.CompareOccupied(_baselineClasses, CurrentClasses());
    }

    /// <summary>Kolmogorov–Smirnov D where the baseline has numbers, else the total variation of the classes.</summary>
    public double Distance()
    {
        if (_numbers is null) return TotalVariation.Compare(_baselineClasses, CurrentClasses());
        _numbers.Flush();
        return KolmogorovSmirnov.CompareCounted(_baseline.Numbers!.Ecdf, _numbers.Intervals).D;
    }

    /// <summary>Writes all counts of the answers over those of a pane.</summary>
    public void CopyTo(PaneCounts pane)
    {
        _numbers?.Flush();
        _numbers?.Bins.CopyTo(pane.Score);
        Confidence.CopyTo(pane.Confidence);
        if (!pane.Classes.IsEmpty) CurrentClasses().CopyTo(pane.Classes);
    }

    /// <summary>Adds what another tally of the same model has counted.</summary>
    public void MergeFrom(AnswerTally other)
    {
        _numbers?.MergeFrom(other._numbers!);
        TensorPrimitives.Add(Classes, other.Classes, Classes);
        TensorPrimitives.Add(Confidence, other.Confidence, Confidence);
        LowConfidence += other.LowConfidence;
    }

    public void Clear()
    {
        _numbers?.Clear();
        Array.Clear(Classes);
        Array.Clear(Confidence);
        LowConfidence = 0;
    }

    public void Save(BinaryWriter writer)
    {
        _numbers?.Flush();
        _numbers?.Save(writer);
        foreach (long count in Classes) writer.Write(count);
        foreach (long count in Confidence) writer.Write(count);
        writer.Write(LowConfidence);
    }

    public void Load(BinaryReader reader)
    {
        _numbers?.Load(reader);
        for (int i = 0; i < Classes.Length; i++) Classes[i] = reader.ReadInt64();
        for (int i = 0; i < Confidence.Length; i++) Confidence[i] = reader.ReadInt64();
        LowConfidence = reader.ReadInt64();
    }

    private long[] CurrentClasses()
    {
        int known = _baseline.Classes.Count;
        Classes.AsSpan(0, known).CopyTo(_currentClasses);
        _currentClasses[known] = 0;
        for (int i = known; i < Classes.Length; i++) _currentClasses[known] += Classes[i];
        return _currentClasses;
    }
}
