namespace Heed.Statistics.Distances;

/// <summary>What the distances of two histograms have in common: their totals, and why there is no distance.</summary>
internal readonly ref struct HistogramShares
{
    private HistogramShares(double firstTotal, double secondTotal, Refusal refusal)
    {
        FirstTotal = firstTotal;
        SecondTotal = secondTotal;
        Refusal = refusal;
    }

    public double FirstTotal { get; }

    public double SecondTotal { get; }

    public Refusal Refusal { get; }

    public static HistogramShares Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length) return new HistogramShares(0, 0, Refusal.LengthMismatch);
        double n = 0;
        double m = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (!(first[i] >= 0 && second[i] >= 0)) return new HistogramShares(0, 0, Refusal.OutOfRange);
            n += first[i];
            m += second[i];
        }

        Refusal refusal = n == 0 || m == 0 ? Refusal.EmptySample : double.IsFinite(n)
            && double.IsFinite(m) ? Refusal.None : Refusal.NonFinite;
        return new HistogramShares(n, m, refusal);
    }
}
