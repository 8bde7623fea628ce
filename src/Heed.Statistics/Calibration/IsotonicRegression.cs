namespace Heed.Statistics.Calibration;

/// <summary>
/// The increasing step function of least squares: equal x are first merged into their weighted mean, then adjacent violators are pooled.
/// Predictions are linear between the points and constant beyond them. Calibrates scores when there are a few thousand labels; with few it
/// follows noise. Refused: an empty sample, unequal lengths, values that are not finite, weights that are not positive. Source: R. E.
/// Barlow et al., Statistical Inference under Order Restrictions (1972). See docs/statistics/calibration.md.
/// </summary>
public sealed class IsotonicRegression
{
    private readonly double[] _x;
    private readonly double[] _y;

    private IsotonicRegression(double[] x, double[] y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>Distinct and ascending.</summary>
    public ReadOnlySpan<double> X => _x;

    /// <summary>Fitted at <see cref="X"/>, never falling.</summary>
    public ReadOnlySpan<double> Y => _y;

    /// <param name="weights">Empty for equal weights.</param>
    /// <param name="refusal">Why there is no fit.</param>
    public static IsotonicRegression? Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, out Refusal refusal)
    {
        refusal = Check(x, y, weights);
        if (refusal != Refusal.None) return null;
        int[] order = new int[x.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        double[] keys = x.ToArray();
        Array.Sort(keys, order);
        List<Block> blocks = [];
        List<double> distinct = [];
        for (int i = 0; i < keys.Length;)
        {
            double at = keys[i];
            Block block = default;
            for (; i < keys.Length && keys[i] == at; i++)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[i]];
                block = new Block(block.Weight + weight, block.Sum + (weight * y[order[i]]), 1);
            }

            distinct.Add(at);
            while (blocks.Count > 0 && blocks[^1].Mean >= block.Mean)
            {
                block = block.With(blocks[^1]);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return new IsotonicRegression([.. distinct], Expand(blocks, distinct.Count));
    }

    /// <summary>NaN at NaN.</summary>
    public double Predict(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        int at = Array.BinarySearch(_x, x);
        if (at >= 0) return _y[at];
        at = ~at;
        if (at == 0) return _y[0];
        if (at == _x.Length) return _y[^1];
        double share = (x - _x[at - 1]) / (_x[at] - _x[at - 1]);
        return _y[at - 1] + ((_y[at] - _y[at - 1]) * share);
    }

    private static double[] Expand(List<Block> blocks, int points)
    {
        double[] fitted = new double[points];
        int next = 0;
        foreach (Block block in blocks)
        {
            fitted.AsSpan(next, block.Points).Fill(block.Mean);
            next += block.Points;
        }

        return fitted;
    }

    private static Refusal Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        if (x.Length != y.Length || (!weights.IsEmpty && weights.Length != x.Length)) return Refusal.LengthMismatch;
        if (x.IsEmpty) return Refusal.EmptySample;
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) return Refusal.NonFinite;
            if (!weights.IsEmpty && !(weights[i] > 0 && double.IsFinite(weights[i]))) return Refusal.OutOfRange;
        }

        return Refusal.None;
    }

    /// <summary>Neighbouring points that share one fitted value.</summary>
    private readonly record struct Block(double Weight, double Sum, int Points)
    {
        public double Mean => Sum / Weight;

        public Block With(Block other) => new(Weight + other.Weight, Sum + other.Sum, Points + other.Points);
    }
}
