using System.Buffers;

namespace Heed.Statistics.Quality;

/// <summary>
/// Ranking quality at k: see <see cref="RankingScores"/>. Relevance is 0 or more; above 0 is relevant. Refused: an empty list, k below 1,
/// a relevance that is negative or not finite. See docs/statistics/quality.md.
/// </summary>
public static class Ranking
{
    /// <param name="relevance">In the order that was shown.</param>
    public static RankingScores Of(ReadOnlySpan<double> relevance, int k)
    {
        if (k < 1) return RankingScores.Refused(Refusal.OutOfRange);
        if (relevance.IsEmpty) return RankingScores.Refused(Refusal.EmptySample);
        foreach (double value in relevance)
        {
            if (!(value >= 0 && double.IsFinite(value))) return RankingScores.Refused(Refusal.OutOfRange);
        }

        double[] rented = ArrayPool<double>.Shared.Rent(relevance.Length);
        Span<double> ideal = rented.AsSpan(0, relevance.Length);
        relevance.CopyTo(ideal);
        ideal.Sort();
        ideal.Reverse();
        RankingScores scores = Score(relevance, ideal, k);
        ArrayPool<double>.Shared.Return(rented);
        return scores;
    }

    /// <summary>Orders by descending score first; equal scores keep their order. A NaN score is refused.</summary>
    public static RankingScores OfScored(ReadOnlySpan<double> relevance, ReadOnlySpan<double> scores, int k)
    {
        if (relevance.Length != scores.Length) return RankingScores.Refused(Refusal.LengthMismatch);
        foreach (double score in scores)
        {
            if (double.IsNaN(score)) return RankingScores.Refused(Refusal.NonFinite);
        }

        (double Score, int Place)[] order = ArrayPool<(double, int)>.Shared.Rent(scores.Length);
        double[] rented = ArrayPool<double>.Shared.Rent(scores.Length);
        for (int i = 0; i < scores.Length; i++) order[i] = (-scores[i], i);
        order.AsSpan(0, scores.Length).Sort();
        for (int i = 0; i < scores.Length; i++) rented[i] = relevance[order[i].Place];
        RankingScores result = Of(rented.AsSpan(0, scores.Length), k);
        ArrayPool<double>.Shared.Return(rented);
        ArrayPool<(double, int)>.Shared.Return(order);
        return result;
    }

    private static RankingScores Score(ReadOnlySpan<double> relevance, ReadOnlySpan<double> ideal, int k)
    {
        double relevant = 0;
        foreach (double value in relevance) relevant += value > 0 ? 1 : 0;
        if (relevant == 0) return default;
        (double gain, double exponential) = Gain(relevance, k);
        (double most, double mostExponential) = Gain(ideal, k);
        double hits = 0;
        double precisions = 0;
        int first = 0;
        for (int i = 0; i < relevance.Length && i < k; i++)
        {
            if (relevance[i] <= 0) continue;
            if (first == 0) first = i + 1;
            hits++;
            precisions += hits / (i + 1);
        }

        return new RankingScores(
            gain / most, exponential / mostExponential, precisions / Math.Min(relevant, k), first == 0 ? 0 : 1.0 / first, first == 0 ? 0
                : 1, hits / k, hits / relevant);
    }

    private static (double Gain, double Exponential) Gain(ReadOnlySpan<double> relevance, int k)
    {
        double gain = 0;
        double exponential = 0;
        for (int i = 0; i < relevance.Length && i < k; i++)
        {
            double discount = Math.Log2(i + 2.0);
            gain += relevance[i] / discount;
            exponential += (Math.Pow(2, relevance[i]) - 1) / discount;
        }

        return (gain, exponential);
    }
}
