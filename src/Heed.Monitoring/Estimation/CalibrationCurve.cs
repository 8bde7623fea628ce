using Heed.Statistics;
using Heed.Statistics.Calibration;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// What really happened for a score of the model: a line through at most <see cref="MostKnots"/> points that never falls, constant beyond
/// them. Isotonic regression where there are labels enough for it to follow the data instead of the noise; else Platt's logistic curve.
/// </summary>
internal sealed class CalibrationCurve
{
    public const int MostKnots = 512;

    private const int LeastForIsotonic = 1000;
    private const int LeastOfClassForIsotonic = 50;
    private const int LogisticKnots = 64;

    private readonly double[] _scores;
    private readonly double[] _shares;

    private CalibrationCurve(double[] scores, double[] shares)
    {
        _scores = scores;
        _shares = shares;
    }

    public ReadOnlySpan<double> Scores => _scores;

    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>Null where there is no score, or one that is not finite.</summary>
    public static CalibrationCurve? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened)
    {
        int positives = happened.Count(true);
        int rarer = Math.Min(positives, happened.Length - positives);
        return scores.Length >= LeastForIsotonic && rarer >= LeastOfClassForIsotonic
            ? Isotonic(scores, happened)
            : Logistic(scores, happened);
    }

    /// <summary>Null where the points are not those of a curve.</summary>
    public static CalibrationCurve? FromParts(double[] scores, double[] shares)
    {
        if (scores.Length == 0 || scores.Length > MostKnots || scores.Length != shares.Length) return null;
        for (int i = 0; i < scores.Length; i++)
        {
            bool rises = i == 0 || (scores[i] > scores[i - 1] && shares[i] >= shares[i - 1]);
            if (!rises || !double.IsFinite(scores[i]) || shares[i] is not (>= 0 and <= 1)) return null;
        }

        return new CalibrationCurve(scores, shares);
    }

    /// <summary>The calibrated probability; NaN at NaN.</summary>
    public double Predict(double score)
    {
        if (double.IsNaN(score)) return double.NaN;
        int at = Array.BinarySearch(_scores, score);
        if (at >= 0) return _shares[at];
        at = ~at;
        if (at == 0) return _shares[0];
        if (at == _scores.Length) return _shares[^1];
        double along = (score - _scores[at - 1]) / (_scores[at] - _scores[at - 1]);
        return _shares[at - 1] + ((_shares[at] - _shares[at - 1]) * along);
    }

    private static CalibrationCurve? Isotonic(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened)
    {
        double[] outcomes = new double[happened.Length];
        for (int i = 0; i < outcomes.Length; i++) outcomes[i] = happened[i] ? 1 : 0;
        IsotonicRegression? fit = IsotonicRegression.Fit(scores, outcomes, [], out _);
        if (fit is null) return null;
        List<double> knots = [];
        List<double> shares = [];
        for (int i = 0; i < fit.X.Length; i++)
        {
            // Inside of a flat piece a point says nothing that its ends do not.
            bool inside = i > 0 && i + 1 < fit.X.Length && fit.Y[i] == fit.Y[i - 1] && fit.Y[i] == fit.Y[i + 1];
            if (inside) continue;
            knots.Add(fit.X[i]);
            shares.Add(Math.Clamp(fit.Y[i], 0, 1));
        }

        return Thinned([.. knots], [.. shares]);
    }

    /// <summary>Every k-th point and the last one, where there are too many.</summary>
    private static CalibrationCurve Thinned(double[] knots, double[] shares)
    {
        if (knots.Length <= MostKnots) return new CalibrationCurve(knots, shares);
        double[] fewerKnots = new double[MostKnots];
        double[] fewerShares = new double[MostKnots];
        for (int i = 0; i < MostKnots; i++)
        {
            int at = (int)((long)i * (knots.Length - 1) / (MostKnots - 1));
            fewerKnots[i] = knots[at];
            fewerShares[i] = shares[at];
        }

        return new CalibrationCurve(fewerKnots, fewerShares);
    }

    private static CalibrationCurve? Logistic(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened)
    {
        PlattScaling fit = PlattScaling.Fit(scores, happened);
        if (fit.Refusal != Refusal.None) return null;

        // A curve of probabilities must not fall: scores against the outcome's order tell nothing that can be used.
        PlattScaling rising = fit.A <= 0 ? fit : PlattScaling.Fit(new double[scores.Length], happened);
        double least = System.Numerics.Tensors.TensorPrimitives.Min(scores);
        double most = System.Numerics.Tensors.TensorPrimitives.Max(scores);
        int count = least < most ? LogisticKnots : 1;
        double[] knots = new double[count];
        double[] shares = new double[count];
        for (int i = 0; i < count; i++)
        {
            knots[i] = count == 1 ? least : least + ((most - least) * (i / (double)(count - 1)));
            shares[i] = rising.Predict(fit.A <= 0 ? knots[i] : 0);
        }

        return new CalibrationCurve(knots, shares);
    }
}
