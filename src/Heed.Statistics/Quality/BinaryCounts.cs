namespace Heed.Statistics.Quality;

/// <summary>
/// The four counts of a binary classification and what follows from them; the positive class is true. Every ratio 0/0 is 0, which is
/// scikit-learn's choice too. Counts add up: the counts of two windows together are those of their union. Source: textbook; B. W.
/// Matthews, Biochimica et Biophysica Acta 405 (1975) 442; J. Cohen, Educational and Psychological Measurement 20 (1960) 37. See
/// docs/statistics/quality.md.
/// </summary>
/// <param name="TruePositives">Positive, predicted positive.</param>
/// <param name="FalsePositives">Negative, predicted positive.</param>
/// <param name="FalseNegatives">Positive, predicted negative.</param>
/// <param name="TrueNegatives">Negative, predicted negative.</param>
/// <param name="Refusal">Why there are no counts.</param>
public readonly record struct BinaryCounts(
    long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives, Refusal Refusal = Refusal.None)
{
    public long Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public double Accuracy => Ratio(TruePositives + TrueNegatives, Total);

    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    public double Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Matthews' correlation, −1 to 1.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            double product = Math.Sqrt((double)TruePositives + FalsePositives) * Math.Sqrt((double)TruePositives + FalseNegatives)
                * Math.Sqrt((double)TrueNegatives + FalsePositives) * Math.Sqrt((double)TrueNegatives + FalseNegatives);
            double difference = ((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives);
            return product == 0 ? 0 : Math.Clamp(difference / product, -1, 1);
        }
    }

    /// <summary>Cohen's κ: agreement beyond chance; 0 where chance alone agrees always.</summary>
    public double CohenKappa
    {
        get
        {
            double n = Total;
            double chance = (((double)TruePositives + FalsePositives) * ((double)TruePositives + FalseNegatives))
                + (((double)TrueNegatives + FalsePositives) * ((double)TrueNegatives + FalseNegatives));
            double room = (n * n) - chance;
            return room == 0 ? 0 : ((n * ((double)TruePositives + TrueNegatives)) - chance) / room;
        }
    }

    /// <summary>Counts predictions of which each is right or wrong.</summary>
    public static BinaryCounts Of(ReadOnlySpan<bool> actual, ReadOnlySpan<bool> predicted)
    {
        if (actual.Length != predicted.Length) return new BinaryCounts(0, 0, 0, 0, Refusal.LengthMismatch);
        if (actual.IsEmpty) return new BinaryCounts(0, 0, 0, 0, Refusal.EmptySample);
        Span<long> cells = stackalloc long[4];
        cells.Clear();
        for (int i = 0; i < actual.Length; i++) cells[(actual[i] ? 2 : 0) + (predicted[i] ? 1 : 0)]++;
        return new BinaryCounts(cells[3], cells[1], cells[2], cells[0]);
    }

    public static BinaryCounts operator +(BinaryCounts left, BinaryCounts right) => new(
        left.TruePositives + right.TruePositives, left.FalsePositives + right.FalsePositives,
        left.FalseNegatives + right.FalseNegatives, left.TrueNegatives + right.TrueNegatives);

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
