using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// What the order of a binary model's scores is worth, from counts by score bin. Scores of one bin count as tied, so the area under the
/// ROC curve is off by at most ½ Σ p·q over the bins, p and q the shares of positives and of negatives in a bin; the interval contains
/// that bound, added in squares to DeLong's deviation. Records without a score are left out.
/// </summary>
internal sealed class BinnedScores
{
    // With fewer of a class the variance of the area is itself a guess.
    private const long LeastOfClass = 10;

    private readonly Mass[] _positives;
    private readonly Mass[] _negatives;
    private readonly Mass _allPositives;
    private readonly Mass _allNegatives;

    private BinnedScores(Mass[] positives, Mass[] negatives)
    {
        _positives = positives;
        _negatives = negatives;
        foreach (Mass mass in positives) _allPositives += mass;
        foreach (Mass mass in negatives) _allNegatives += mass;
    }

    /// <summary>The records of the class that has fewer: an area needs both.</summary>
    public long SmallerClass => Math.Min(_allPositives.N, _allNegatives.N);

    /// <param name="tally">Of <see cref="BinaryQuality"/>.</param>
    public static BinnedScores Of(OutcomeTally tally)
    {
        int bins = (tally.Cells.Length / 4) - 1;
        Mass[] positives = new Mass[bins];
        Mass[] negatives = new Mass[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            negatives[bin] = tally.Cells[bin * 4].Mass + tally.Cells[(bin * 4) + 1].Mass;
            positives[bin] = tally.Cells[(bin * 4) + 2].Mass + tally.Cells[(bin * 4) + 3].Mass;
        }

        return new BinnedScores(positives, negatives);
    }

    /// <summary>How far the area can be from the one of the scores themselves.</summary>
    public double BinningBound()
    {
        double sum = 0;
        for (int bin = 0; bin < _positives.Length; bin++) sum += _positives[bin].Weight * _negatives[bin].Weight;
        return sum / (2 * _allPositives.Weight * _allNegatives.Weight);
    }

    /// <summary>Source: as <see cref="DeLongInterval"/>, with one placement a bin.</summary>
    public Interval RocAuc()
    {
        if (SmallerClass < LeastOfClass) return Interval.None;
        double below = 0;
        double above = _allPositives.Weight;
        (double Sum, double Squares) positives = default;
        (double Sum, double Squares) negatives = default;
        for (int bin = 0; bin < _positives.Length; bin++)
        {
            above -= _positives[bin].Weight;
            double ofPositive = (below + (_negatives[bin].Weight / 2)) / _allNegatives.Weight;
            double ofNegative = (above + (_positives[bin].Weight / 2)) / _allPositives.Weight;
            positives.Sum += _positives[bin].Weight * ofPositive;
            positives.Squares += _positives[bin].Weight * ofPositive * ofPositive;
            negatives.Sum += _negatives[bin].Weight * ofNegative;
            negatives.Squares += _negatives[bin].Weight * ofNegative * ofNegative;
            below += _negatives[bin].Weight;
        }

        double area = positives.Sum / _allPositives.Weight;
        double variance = VarianceOfMean(_allPositives, positives) + VarianceOfMean(_allNegatives, negatives);
        return QualityIntervals.Around(area, double.Hypot(Math.Sqrt(variance), BinningBound() / QualityIntervals.Z));
    }

    /// <summary>
    /// The area under the precision–recall curve, positives and negatives mixed evenly within a bin, with the interval by the logit of the
    /// area and the number of positives. Source: K. Boyd, K. H. Eng and C. D. Page, ECML PKDD (2013) 451.
    /// </summary>
    public Interval AveragePrecision()
    {
        if (SmallerClass < LeastOfClass) return Interval.None;
        double hits = 0;
        double shown = 0;
        double area = 0;
        for (int bin = _positives.Length - 1; bin >= 0; bin--)
        {
            double before = hits;
            double shownBefore = shown;
            hits += _positives[bin].Weight;
            shown += _positives[bin].Weight + _negatives[bin].Weight;
            area += Climb(before, shownBefore, hits, shown);
        }

        area = Math.Clamp(area / _allPositives.Weight, 0, 1);
        if (area is 0 or 1) return new Interval(area, area, area);
        double logit = Math.Log(area / (1 - area));
        double deviation = 1 / Math.Sqrt(_allPositives.Effective * area * (1 - area));
        return new Interval(area, Logistic(logit - (QualityIntervals.Z * deviation)), Logistic(logit + (QualityIntervals.Z * deviation)));
    }

    /// <summary>
    /// ∫ precision d(hits) through one bin, positives and negatives mixed evenly in it: within a bin the curve is not known, and taking
    /// its end for all of it would be too low everywhere.
    /// </summary>
    private static double Climb(double before, double shownBefore, double hits, double shown)
    {
        double gained = hits - before;
        if (gained <= 0) return 0;

        // precision(t) = (before + t)/(shownBefore + r·t), t from 0 to gained, r records a hit.
        double r = (shown - shownBefore) / gained;
        if (shownBefore <= 0) return gained / r;
        return (gained / r) + ((before - (shownBefore / r)) / r * Math.Log(shown / shownBefore));
    }

    private static double VarianceOfMean(Mass mass, (double Sum, double Squares) sums)
    {
        double mean = sums.Sum / mass.Weight;
        return Math.Max(0, (sums.Squares / mass.Weight) - (mean * mean)) / (mass.Effective - 1);
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
