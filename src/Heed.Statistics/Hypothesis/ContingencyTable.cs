using System.Buffers;

namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Tests of independence on a table of counts, row by row: Pearson's chi-square Σ (O − E)²/E and the likelihood ratio
/// G = 2·Σ O·ln(O/E) with 0·ln 0 = 0, without continuity correction, (r − 1)(c − 1) degrees of freedom, E = row total · column total / n.
/// Assumes independent records and expected counts that are not tiny. Refused: a length that is no multiple of the columns, a negative
/// count, a row or column of zeros. One row or one column gives 0 with p = 1. Source: K. Pearson, Philosophical Magazine 50 (1900) 157;
/// S. S. Wilks, Annals of Mathematical Statistics 6 (1935) 190. See docs/statistics/tables.md.
/// </summary>
public static class ContingencyTable
{
    /// <summary>Pearson's chi-square.</summary>
    public static ChiSquareComparison ChiSquare(ReadOnlySpan<long> cells, int columns) => Test(cells, columns, likelihood: false);

    /// <summary>The likelihood ratio G.</summary>
    public static ChiSquareComparison LikelihoodRatio(ReadOnlySpan<long> cells, int columns) => Test(cells, columns, likelihood: true);

    /// <summary>Writes E for each cell; returns why it cannot.</summary>
    public static Refusal ExpectedCounts(ReadOnlySpan<long> cells, int columns, Span<double> expected)
    {
        if (columns <= 0 || cells.Length % columns != 0 || expected.Length != cells.Length) return Refusal.LengthMismatch;
        if (cells.IsEmpty) return Refusal.ZeroMarginal;
        double[] rented = ArrayPool<double>.Shared.Rent(columns);
        Span<double> columnTotals = rented.AsSpan(0, columns);
        columnTotals.Clear();
        double total = 0;
        bool negative = false;
        for (int i = 0; i < cells.Length; i++)
        {
            negative |= cells[i] < 0;
            columnTotals[i % columns] += cells[i];
            total += cells[i];
        }

        Refusal refusal = negative ? Refusal.OutOfRange : columnTotals.Contains(0) ? Refusal.ZeroMarginal : Refusal.None;
        for (int row = 0; row < cells.Length && refusal == Refusal.None; row += columns)
        {
            double rowTotal = 0;
            foreach (long cell in cells.Slice(row, columns)) rowTotal += cell;
            if (rowTotal == 0) refusal = Refusal.ZeroMarginal;
            for (int i = 0; i < columns; i++) expected[row + i] = rowTotal * columnTotals[i] / total;
        }

        ArrayPool<double>.Shared.Return(rented);
        return refusal;
    }

    private static ChiSquareComparison Test(ReadOnlySpan<long> cells, int columns, bool likelihood)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(cells.Length);
        Span<double> expected = rented.AsSpan(0, cells.Length);
        Refusal refusal = ExpectedCounts(cells, columns, expected);
        double statistic = 0;
        for (int i = 0; i < cells.Length && refusal == Refusal.None; i++)
        {
            statistic += likelihood ? LikelihoodTerm(cells[i], expected[i]) : PearsonTerm(cells[i], expected[i]);
        }

        ArrayPool<double>.Shared.Return(rented);
        if (refusal != Refusal.None) return ChiSquareComparison.Refused(refusal);
        int freedom = ((cells.Length / columns) - 1) * (columns - 1);
        return new ChiSquareComparison(statistic, freedom, ChiSquareDistribution.Survival(statistic, freedom));
    }

    internal static double PearsonTerm(double observed, double expected) => (observed - expected) * (observed - expected) / expected;

    internal static double LikelihoodTerm(double observed, double expected) =>
        observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected);
}
