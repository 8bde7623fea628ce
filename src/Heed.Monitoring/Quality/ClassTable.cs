using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// Labelled records by label and answer, and the ratios of each class and their plain mean over the classes that occur. The interval of
/// the mean is by the delta method over the cells. Source of the method for F1: K. Takahashi et al., Applied Intelligence 52 (2022) 4961.
/// </summary>
internal readonly ref struct ClassTable
{
    private readonly ReadOnlySpan<OutcomeCell> _cells;
    private readonly int _classes;
    private readonly Mass _all;

    /// <param name="cells">By label, then by answer; the last of each is the shared place of other classes.</param>
    /// <param name="classes">Without the shared place.</param>
    public ClassTable(ReadOnlySpan<OutcomeCell> cells, int classes)
    {
        _cells = cells;
        _classes = classes;
        foreach (OutcomeCell cell in cells) _all += cell.Mass;
    }

    internal enum Ratio
    {
        Precision,
        Recall,
        F1,
    }

    public long Records => _all.N;

    private Mass this[int actual, int predicted] => _cells[(actual * (_classes + 1)) + predicted].Mass;

    /// <summary>Of one class; <see cref="Interval.None"/> where the ratio has no records.</summary>
    public Interval Of(int position, Ratio ratio)
    {
        (Mass hits, Mass actual, Mass predicted) = Margins(position);
        switch (ratio)
        {
            case Ratio.Precision: return QualityIntervals.Share(predicted, hits.Weight);
            case Ratio.Recall: return QualityIntervals.Share(actual, hits.Weight);
            default: return new Confusion(hits, predicted - hits, actual - hits, default).F1();
        }
    }

    /// <summary>The records that the ratio of a class rests on.</summary>
    public long RecordsOf(int position, Ratio ratio)
    {
        (Mass hits, Mass actual, Mass predicted) = Margins(position);
        return ratio switch { Ratio.Precision => predicted.N, Ratio.Recall => actual.N, _ => actual.N + predicted.N - hits.N };
    }

    /// <summary>The plain mean over the classes that occur among labels or answers; 0/0 of one of them is 0.</summary>
    public Interval Macro(Ratio ratio)
    {
        Span<double> values = stackalloc double[_classes];
        Span<double> slopes = stackalloc double[_classes];
        int occurring = 0;
        double mean = 0;
        for (int k = 0; k < _classes; k++)
        {
            (Mass hits, Mass actual, Mass predicted) = Margins(k);
            if (actual.N + predicted.N == 0) continue;
            occurring++;
            (double part, double whole) = ratio switch
            {
                Ratio.Precision => (hits.Weight, predicted.Weight),
                Ratio.Recall => (hits.Weight, actual.Weight),
                _ => (2 * hits.Weight, actual.Weight + predicted.Weight),
            };
            values[k] = whole > 0 ? part / whole : 0;
            slopes[k] = whole > 0 ? 1 / whole : 0;
            mean += values[k];
        }

        if (occurring == 0) return Interval.None;
        return QualityIntervals.Around(mean / occurring, Math.Sqrt(Variance(ratio, values, slopes)) / occurring);
    }

    /// <summary>
    /// Σ w² d² over the cells, d the change of the sum of ratios by one record in the cell: 1 or 2 over the whole on the
    /// diagonal, less value over whole for each margin of the ratio that the cell belongs to.
    /// </summary>
    private double Variance(Ratio ratio, ReadOnlySpan<double> values, ReadOnlySpan<double> slopes)
    {
        double squares = 0;
        for (int i = 0; i <= _classes; i++)
        {
            for (int j = 0; j <= _classes; j++)
            {
                double d = 0;
                if (i == j && i < _classes) d += (ratio == Ratio.F1 ? 2 : 1) * slopes[i];
                if (ratio != Ratio.Precision && i < _classes) d -= values[i] * slopes[i];
                if (ratio != Ratio.Recall && j < _classes) d -= values[j] * slopes[j];
                squares += this[i, j].WeightSquares * d * d;
            }
        }

        // The ratios do not change when all cells grow alike, so Σ w d is 0 and nothing has to be taken off.
        return squares;
    }

    private (Mass Hits, Mass Actual, Mass Predicted) Margins(int position)
    {
        Mass actual = default;
        Mass predicted = default;
        for (int k = 0; k <= _classes; k++)
        {
            actual += this[position, k];
            predicted += this[k, position];
        }

        return (this[position, position], actual, predicted);
    }
}
