namespace Heed.Statistics.Quality;

/// <summary>
/// Ranking quality at k of one query, or the mean over queries; each 0 to 1. A query without relevant items has 0 in all of them. Source:
/// K. Järvelin and J. Kekäläinen, ACM Transactions on Information Systems 20 (2002) 422; textbook. See docs/statistics/quality.md.
/// </summary>
/// <param name="Ndcg">Σ relᵢ/log₂(i + 1) over the first k, divided by that of the ideal order of the whole list.</param>
/// <param name="NdcgExponential">The same with the gain 2^rel − 1.</param>
/// <param name="AveragePrecision">Σ of the precision at each relevant place among the first k, over min(relevant, k); its mean is
/// MAP@k.</param>
/// <param name="ReciprocalRank">1 over the place of the first relevant item among the first k; its mean is MRR.</param>
/// <param name="HitRate">1 where one of the first k is relevant.</param>
/// <param name="Precision">Relevant among the first k, over k also where the list is shorter.</param>
/// <param name="Recall">Relevant among the first k, over all relevant ones.</param>
/// <param name="Refusal">Why there is no value.</param>
public readonly record struct RankingScores(
    double Ndcg,
    double NdcgExponential,
    double AveragePrecision,
    double ReciprocalRank,
    double HitRate,
    double Precision,
    double Recall,
    Refusal Refusal = Refusal.None)
{
    /// <summary>The mean over queries; the first refusal among them is the mean's. No query is refused.</summary>
    public static RankingScores Mean(ReadOnlySpan<RankingScores> queries)
    {
        if (queries.IsEmpty) return Refused(Refusal.EmptySample);
        RankingScores sum = default;
        foreach (RankingScores query in queries)
        {
            if (query.Refusal != Refusal.None) return query;
            sum = new RankingScores(
                sum.Ndcg + query.Ndcg, sum.NdcgExponential + query.NdcgExponential, sum.AveragePrecision + query.AveragePrecision,
                sum.ReciprocalRank + query.ReciprocalRank, sum.HitRate + query.HitRate, sum.Precision + query.Precision, sum.Recall
                    + query.Recall);
        }

        double n = queries.Length;
        return new RankingScores(
            sum.Ndcg / n, sum.NdcgExponential / n, sum.AveragePrecision / n, sum.ReciprocalRank / n, sum.HitRate / n, sum.Precision / n,
                sum.Recall / n);
    }

    internal static RankingScores Refused(Refusal refusal) =>
        new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, refusal);
}
