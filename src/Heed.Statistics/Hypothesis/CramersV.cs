namespace Heed.Statistics.Hypothesis;

/// <summary>
/// Cramér's V of a table of counts, 0 (independent) to 1, without unit: √(φ²/(min(r, c) − 1)) with φ² = χ²/n; and Bergsma's correction of
/// its bias, √(max(0, φ² − (r−1)(c−1)/(n−1))/min(r̃ − 1, c̃ − 1)) with r̃ = r − (r−1)²/(n−1). Assumes independent records. Refused as the
/// chi-square test is; a single row or column, or one record, is degenerate. Source: H. Cramér, Mathematical Methods of Statistics (1946);
/// W. Bergsma, Journal of the Korean Statistical Society 42 (2013) 323. See docs/statistics/tables.md.
/// </summary>
public static class CramersV
{
    public static Association Of(ReadOnlySpan<long> cells, int columns)
    {
        ChiSquareComparison test = ContingencyTable.ChiSquare(cells, columns);
        if (test.Refusal != Refusal.None) return new Association(double.NaN, double.NaN, test.Refusal);
        double r = cells.Length / columns;
        double c = columns;
        double n = 0;
        foreach (long cell in cells) n += cell;
        double least = Math.Min(r, c) - 1;
        if (least < 1 || n < 2) return new Association(double.NaN, double.NaN, Refusal.Degenerate);
        double phi2 = test.Statistic / n;
        double corrected = Math.Max(0, phi2 - ((r - 1) * (c - 1) / (n - 1)));
        double spread = Math.Min(r - ((r - 1) * (r - 1) / (n - 1)), c - ((c - 1) * (c - 1) / (n - 1))) - 1;
        return new Association(Math.Sqrt(phi2 / least), spread > 0 ? Math.Sqrt(corrected / spread) : 0);
    }
}
