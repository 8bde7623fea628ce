using System.Buffers;

using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Quality;

/// <summary>
/// The scores of positives and of negatives, each ascending, in pooled buffers: must be disposed, and must not be copied.
/// </summary>
internal readonly ref struct ScoredClasses
{
    private readonly double[] _rented;

    private ScoredClasses(double[] rented, int positives, int total, Refusal refusal)
    {
        _rented = rented;
        Refusal = refusal;
        Positives = rented.AsSpan(0, positives);
        Negatives = rented.AsSpan(positives, total - positives);
    }

    public ReadOnlySpan<double> Positives { get; }

    public ReadOnlySpan<double> Negatives { get; }

    public Refusal Refusal { get; }

    public static ScoredClasses Of(ReadOnlySpan<bool> actual, ReadOnlySpan<double> scores)
    {
        if (actual.Length != scores.Length) return new ScoredClasses([], 0, 0, Refusal.LengthMismatch);
        if (actual.IsEmpty) return new ScoredClasses([], 0, 0, Refusal.EmptySample);
        double[] rented = ArrayPool<double>.Shared.Rent(scores.Length);
        int positives = 0;
        int negatives = scores.Length - 1;
        bool nan = false;
        for (int i = 0; i < scores.Length; i++)
        {
            // Both places are free, so both are written and one of them counts: no branch on the class.
            double score = scores[i];
            rented[positives] = score;
            rented[negatives] = score;
            bool positive = actual[i];
            positives += positive ? 1 : 0;
            negatives -= positive ? 0 : 1;
            nan |= double.IsNaN(score);
        }

        if (nan) return new ScoredClasses(rented, 0, 0, Refusal.NonFinite);
        RadixSort.Sort(rented.AsSpan(0, positives));
        RadixSort.Sort(rented.AsSpan(positives, scores.Length - positives));
        Refusal refusal = positives == 0 || positives == scores.Length ? Refusal.SingleClass : Refusal.None;
        return new ScoredClasses(rented, positives, scores.Length, refusal);
    }

    public void Dispose()
    {
        if (_rented.Length > 0) ArrayPool<double>.Shared.Return(_rented);
    }
}
