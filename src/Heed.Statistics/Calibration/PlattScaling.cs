namespace Heed.Statistics.Calibration;

/// <summary>
/// Platt scaling: P(positive | f) = 1/(1 + exp(A·f + B)), fitted by least cross-entropy to the targets (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2),
/// which keep separable data finite. Two parameters, so a few dozen labels are enough; wrong where the distortion is not a logistic curve.
/// Fitted by Newton steps with halving until they no longer move. Refused: an empty sample, unequal lengths, scores that are not finite.
/// One class alone is fitted; so is a constant score. Source: J. Platt, Advances in Large Margin Classifiers (1999) 61; H.-T. Lin, C.-J.
/// Lin and R. C. Weng, Machine Learning 68 (2007) 267. See docs/statistics/calibration.md.
/// </summary>
/// <param name="A">Per unit of the score; negative where higher scores mean positive.</param>
/// <param name="B">At score 0.</param>
/// <param name="Refusal">Why there is no fit.</param>
public readonly record struct PlattScaling(double A, double B, Refusal Refusal = Refusal.None)
{
    private const int MostSteps = 200;

    /// <summary>The probability of the positive class.</summary>
    public double Predict(double score) => 1 / (1 + Math.Exp((A * score) + B));

    public static PlattScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual)
    {
        if (scores.Length != actual.Length) return new PlattScaling(double.NaN, double.NaN, Refusal.LengthMismatch);
        if (scores.IsEmpty) return new PlattScaling(double.NaN, double.NaN, Refusal.EmptySample);
        if (!System.Numerics.Tensors.TensorPrimitives.IsFiniteAll(scores)) return new PlattScaling(double.NaN, double.NaN,
            Refusal.NonFinite);
        double positives = 0;
        foreach (bool one in actual) positives += one ? 1 : 0;
        double negatives = actual.Length - positives;
        Targets targets = new((positives + 1) / (positives + 2), 1 / (negatives + 2));
        PlattScaling fit = new(0, Math.Log((negatives + 1) / (positives + 1)));
        double loss = fit.Loss(scores, actual, targets);
        for (int step = 0; step < MostSteps; step++)
        {
            (double a, double b) = fit.Newton(scores, actual, targets);
            PlattScaling next = fit;
            double nextLoss = double.PositiveInfinity;
            double length = 1;
            for (; length > 1e-12 && nextLoss > loss + (1e-14 * Math.Abs(loss)); length /= 2)
            {
                next = new PlattScaling(fit.A + (length * a), fit.B + (length * b));
                nextLoss = next.Loss(scores, actual, targets);
            }

            if (nextLoss > loss + (1e-14 * Math.Abs(loss))) break;
            double moved = Math.Abs(next.A - fit.A) + Math.Abs(next.B - fit.B);
            fit = next;
            loss = nextLoss;
            if (moved < 1e-13 * (1 + Math.Abs(fit.A) + Math.Abs(fit.B))) break;
        }

        return fit;
    }

    /// <summary>The step to the minimum of the loss's parabola.</summary>
    private (double A, double B) Newton(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual, Targets targets)
    {
        // A ridge far below rounding of ordinary data keeps a constant score's singular matrix solvable.
        double aa = 1e-12;
        double bb = 1e-12;
        double ab = 0;
        double gradientA = 0;
        double gradientB = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double p = Predict(scores[i]);
            double weight = p * (1 - p);
            double rest = targets.Of(actual[i]) - p;
            aa += scores[i] * scores[i] * weight;
            ab += scores[i] * weight;
            bb += weight;
            gradientA += scores[i] * rest;
            gradientB += rest;
        }

        double determinant = (aa * bb) - (ab * ab);
        return (((ab * gradientB) - (bb * gradientA)) / determinant, ((ab * gradientA) - (aa * gradientB)) / determinant);
    }

    /// <summary>Cross-entropy in nats, without overflow at any score.</summary>
    private double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<bool> actual, Targets targets)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double z = (A * scores[i]) + B;
            sum += Math.Max(0, z) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - ((1 - targets.Of(actual[i])) * z);
        }

        return sum;
    }

    private readonly record struct Targets(double Positive, double Negative)
    {
        public double Of(bool actual) => actual ? Positive : Negative;
    }
}
