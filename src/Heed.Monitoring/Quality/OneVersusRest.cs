using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The area under the ROC curve of each of several classes against all others, by the score that the model gives to the class, and its
/// means: <c>macro</c> over classes, <c>weighted</c> by how many records have the class as their label. Ties count half. Equal to
/// scikit-learn's <c>roc_auc_score(multi_class="ovr")</c>. A class with fewer than <see cref="LeastOfClass"/> records is in neither mean.
/// </summary>
/// <remarks>
/// The deviation is that of the mean of what each record contributes to all areas at once, so that areas of one set of records may depend
/// on each other. Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988) 837, whose placements they are made of.
/// </remarks>
internal sealed class OneVersusRest
{
    /// <summary>With fewer the variance of an area is itself a guess.</summary>
    public const int LeastOfClass = 10;

    private readonly int _classes;
    private readonly double[] _macro;
    private readonly double[] _weighted;
    private readonly double[] _areas;
    private readonly double[] _masses;
    private readonly int[] _records;
    private readonly int[] _order;
    private double _total;

    private OneVersusRest(int records, int classes)
    {
        _classes = classes;
        _macro = new double[records];
        _weighted = new double[records];
        _areas = new double[classes];
        _masses = new double[classes];
        _records = new int[classes];
        _order = new int[records];
    }

    public int Records => _order.Length;

    /// <summary>The plain mean; <see cref="Interval.None"/> with fewer than two classes of enough records.</summary>
    public Interval Macro { get; private set; } = Interval.None;

    /// <summary>The mean by the classes' records; <see cref="Interval.None"/> likewise.</summary>
    public Interval Weighted { get; private set; } = Interval.None;

    /// <param name="scores">By record, then class; all finite.</param>
    /// <param name="labels">The position of each record's class.</param>
    /// <param name="weights">How many records each stands for.</param>
    /// <param name="classes">Scores of a record.</param>
    public static OneVersusRest Of(ReadOnlySpan<float> scores, ReadOnlySpan<ushort> labels, ReadOnlySpan<float> weights, int classes)
    {
        OneVersusRest areas = new(labels.Length, classes);
        bool[] counted = areas.Count(labels, weights);
        int several = counted.Count(c => c);
        if (several < 2) return areas;
        double mass = 0;
        for (int k = 0; k < classes; k++) mass += counted[k] ? areas._masses[k] : 0;
        float[] own = new float[labels.Length];
        for (int k = 0; k < classes; k++)
        {
            if (!counted[k]) continue;
            for (int i = 0; i < own.Length; i++) own[i] = scores[(i * classes) + k];
            areas.Add(k, own, labels, weights, 1.0 / several, areas._masses[k] / mass);
        }

        areas.Finish(counted, several, mass, labels, weights);
        return areas;
    }

    private bool[] Count(ReadOnlySpan<ushort> labels, ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            _total += weights[i];
            _masses[labels[i]] += weights[i];
            _records[labels[i]]++;
        }

        int all = labels.Length;
        return [.. _records.Select(r => r >= LeastOfClass && all - r >= LeastOfClass)];
    }

    /// <summary>Adds what each record contributes to the area of one class, less the area, to its parts of both means.</summary>
    private void Add(int k, float[] scores, ReadOnlySpan<ushort> labels, ReadOnlySpan<float> weights, double macroPart, double weightedPart)
    {
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        Array.Sort((float[])scores.Clone(), _order);
        double positives = _masses[k];
        double negatives = _total - positives;
        double[] placements = new double[scores.Length];
        (double below, double above) = (0, positives);
        for (int from = 0, to; from < _order.Length; from = to)
        {
            (double tiedPositives, double tiedNegatives) = (0, 0);
            for (to = from; to < _order.Length && scores[_order[to]] == scores[_order[from]]; to++)
            {
                int i = _order[to];
                if (labels[i] == k) tiedPositives += weights[i];
                else tiedNegatives += weights[i];
            }

            above -= tiedPositives;
            for (int at = from; at < to; at++)
            {
                int i = _order[at];
                placements[i] = labels[i] == k ? (below + (tiedNegatives / 2)) / negatives : (above + (tiedPositives / 2)) / positives;
                if (labels[i] == k) _areas[k] += weights[i] * placements[i] / positives;
            }

            below += tiedNegatives;
        }

        // The variance of few placements is that of a sample: by one less than their number.
        double ofPositives = _total / positives * Math.Sqrt(_records[k] / (_records[k] - 1.0));
        double ofNegatives = _total / negatives * Math.Sqrt((scores.Length - _records[k]) / (scores.Length - _records[k] - 1.0));
        for (int i = 0; i < placements.Length; i++)
        {
            double deviation = (placements[i] - _areas[k]) * (labels[i] == k ? ofPositives : ofNegatives);
            _macro[i] += macroPart * deviation;
            _weighted[i] += weightedPart * deviation;
        }
    }

    private void Finish(bool[] counted, int several, double mass, ReadOnlySpan<ushort> labels, ReadOnlySpan<float> weights)
    {
        (double macro, double weighted) = (0, 0);
        for (int k = 0; k < _classes; k++)
        {
            macro += counted[k] ? _areas[k] / several : 0;
            weighted += counted[k] ? _areas[k] * _masses[k] / mass : 0;
        }

        (double ofMacro, double ofWeighted) = (0, 0);
        for (int i = 0; i < labels.Length; i++)
        {
            // How often each class occurs is an estimate, too.
            double share = counted[labels[i]] ? (_areas[labels[i]] - weighted) * _total / mass : 0;
            double part = weights[i] / _total;
            ofMacro += part * part * _macro[i] * _macro[i];
            ofWeighted += part * part * (_weighted[i] + share) * (_weighted[i] + share);
        }

        Macro = QualityIntervals.Around(macro, Math.Sqrt(ofMacro));
        Weighted = QualityIntervals.Around(weighted, Math.Sqrt(ofWeighted));
    }
}
