using Heed.Statistics.Quality;

namespace Heed.Monitoring.Rankings;

/// <summary>
/// The figures of one ranked list beside its label, at each cutoff in turn: see <see cref="RankingScores"/>. Relevant items that the list
/// does not show stand behind it, so that an ideal list would have shown them. Their order is that of <see cref="RankingMetrics.Names"/>.
/// </summary>
internal sealed class RankingFigures
{
    private const int Metrics = 6;
    private const int HitRate = 3;

    private readonly int[] _cutoffs;
    private readonly float[] _figures;
    private double[] _relevance = [];
    private bool[] _isShown = [];

    /// <param name="cutoffs">Rising.</param>
    public RankingFigures(IReadOnlyList<int> cutoffs)
    {
        _cutoffs = [.. cutoffs];
        _figures = new float[cutoffs.Count * Metrics];
    }

    /// <summary>Figures of a list.</summary>
    public int Count => _figures.Length;

    /// <summary>Places of a list that are looked at.</summary>
    public int Places => _cutoffs[^1];

    /// <summary>The name of the figure at a position, as <c>ndcg_at_10</c>; that of the first cutoff's NDCG is the chief one.</summary>
    public string NameOf(int figure) => RankingMetrics.NameOf(figure % Metrics, _cutoffs[figure / Metrics]);

    /// <summary>Whether each list has 0 or 1: the hit rate.</summary>
    public static bool IsShare(int figure) => figure % Metrics == HitRate;

    /// <summary>In single precision, as they are kept.</summary>
    /// <param name="shown">The keys of the first places; <see cref="ItemKey.None"/> where the list has ended.</param>
    /// <param name="relevant">The label.</param>
    /// <returns>Lasts until the next call.</returns>
    public ReadOnlySpan<float> Of(ReadOnlySpan<uint> shown, RelevantItems relevant)
    {
        Span<double> relevance = Fill(shown, relevant);
        for (int i = 0; i < _cutoffs.Length; i++)
        {
            RankingScores scores = Ranking.Of(relevance, _cutoffs[i]);
            Span<float> figures = _figures.AsSpan(i * Metrics, Metrics);
            figures[0] = (float)scores.Ndcg;
            figures[1] = (float)scores.AveragePrecision;
            figures[2] = (float)scores.ReciprocalRank;
            figures[HitRate] = (float)scores.HitRate;
            figures[4] = (float)scores.Precision;
            figures[5] = (float)scores.Recall;
        }

        return _figures;
    }

    /// <summary>The grade at each place, then the grades of what was not shown. An item shown twice counts at its first place.</summary>
    private Span<double> Fill(ReadOnlySpan<uint> shown, RelevantItems relevant)
    {
        ReadOnlySpan<uint> keys = relevant.Keys;
        int most = Places + relevant.Total;
        if (_relevance.Length < most) _relevance = new double[most];
        if (_isShown.Length < keys.Length) _isShown = new bool[keys.Length];
        Array.Clear(_isShown, 0, keys.Length);
        Span<double> relevance = _relevance.AsSpan(0, most);
        relevance.Clear();
        for (int place = 0; place < Math.Min(shown.Length, Places); place++)
        {
            int at = shown[place] == ItemKey.None ? -1 : keys.IndexOf(shown[place]);
            if (at < 0 || _isShown[at]) continue;
            _isShown[at] = true;
            relevance[place] = relevant.Grades[at];
        }

        int next = Places;
        for (int i = 0; i < keys.Length; i++)
        {
            if (!_isShown[i]) relevance[next++] = relevant.Grades[i];
        }

        // Of a forgotten item only is known that it is no more relevant than the others.
        for (int i = keys.Length; i < relevant.Total; i++) relevance[next++] = relevant.Grades[^1];
        return relevance[..next];
    }
}
