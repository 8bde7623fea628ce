using System.Buffers;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// p-values adjusted for their number m: compare each with the level wanted for the whole family. In input order, at most 1, never below
/// the p-value itself. Bonferroni and Holm hold the chance of any false alarm under any dependence; Benjamini–Hochberg the expected share
/// of false alarms, for independent or positively dependent tests; Benjamini–Yekutieli the same under any dependence. An empty family is
/// adjusted to an empty one; a value outside [0, 1] or NaN is refused and nothing is written. Ties get equal values. Source: S. Holm,
/// Scandinavian Journal of Statistics 6 (1979) 65; Y. Benjamini and Y. Hochberg, JRSS B 57 (1995) 289; Y. Benjamini and D. Yekutieli,
/// Annals of Statistics 29 (2001) 1165. See docs/statistics/corrections.md.
/// </summary>
public static class AdjustedPValues
{
    /// <summary>m·p.</summary>
    public static Refusal Bonferroni(ReadOnlySpan<double> p, Span<double> adjusted)
    {
        Refusal refusal = Check(p, adjusted);
        for (int i = 0; i < p.Length && refusal == Refusal.None; i++) adjusted[i] = Math.Min(1, p.Length * p[i]);
        return refusal;
    }

    /// <summary>Step-down: the running maximum of (m − i)·p₍ᵢ₎, i from 0 in ascending order.</summary>
    public static Refusal Holm(ReadOnlySpan<double> p, Span<double> adjusted) => Step(p, adjusted, Order.Down, 1);

    /// <summary>Step-up: the running minimum from above of m·p₍ᵢ₎/i.</summary>
    public static Refusal BenjaminiHochberg(ReadOnlySpan<double> p, Span<double> adjusted) => Step(p, adjusted, Order.Up, 1);

    /// <summary>As Benjamini–Hochberg, times Σ 1/i.</summary>
    public static Refusal BenjaminiYekutieli(ReadOnlySpan<double> p, Span<double> adjusted)
    {
        double harmonic = 0;
        for (int i = p.Length; i >= 1; i--) harmonic += 1.0 / i;
        return Step(p, adjusted, Order.Up, harmonic);
    }

    private enum Order
    {
        Down,
        Up,
    }

    private static Refusal Step(ReadOnlySpan<double> p, Span<double> adjusted, Order order, double factor)
    {
        Refusal refusal = Check(p, adjusted);
        if (refusal != Refusal.None) return refusal;
        int m = p.Length;
        double[] sorted = ArrayPool<double>.Shared.Rent(m);
        int[] index = ArrayPool<int>.Shared.Rent(m);
        p.CopyTo(sorted);
        for (int i = 0; i < m; i++) index[i] = i;
        sorted.AsSpan(0, m).Sort(index.AsSpan(0, m));
        double running = order == Order.Down ? 0 : 1;
        for (int i = 0; i < m; i++)
        {
            int rank = order == Order.Down ? i : m - 1 - i;
            double value = order == Order.Down ? (m - rank) * sorted[rank] : factor * m * sorted[rank] / (rank + 1);
            running = order == Order.Down ? Math.Min(1, Math.Max(running, value)) : Math.Min(running, value);
            adjusted[index[rank]] = running;
        }

        ArrayPool<int>.Shared.Return(index);
        ArrayPool<double>.Shared.Return(sorted);
        return Refusal.None;
    }

    private static Refusal Check(ReadOnlySpan<double> p, Span<double> adjusted)
    {
        if (p.Length != adjusted.Length) return Refusal.LengthMismatch;
        foreach (double value in p)
        {
            if (!(value >= 0 && value <= 1)) return Refusal.OutOfRange;
        }

        return Refusal.None;
    }
}
