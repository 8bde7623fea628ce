namespace Heed.Monitoring.Segments;

/// <summary>
/// Searches the segments of a sample: every cell of every column, and every pair of one of the worst such cells with a cell of another
/// column. Each is compared with the rest of the sample by Welch's difference of means. False discoveries are controlled by Benjamini
/// and Hochberg's method at 2.5 % among single cells and at 2.5 % among pairs, where the pairs that the beam left out count as tested,
/// so that choosing the beam by the same data costs nothing. Records are taken as independent.
/// </summary>
internal sealed class SegmentSearch
{
    /// <summary>Records below which a segment is not looked at.</summary>
    public const int LeastRecords = 30;

    /// <summary>Findings at most.</summary>
    public const int MostFindings = 5;

    private const int Beam = 10;
    private const int CellValues = 256;
    private const double FalseDiscoveries = 0.025;

    /// <summary>A smaller difference has a p-value above <see cref="FalseDiscoveries"/>, which no adjustment makes smaller.</summary>
    private const double LeastDeviations = 1.9;

    private readonly SegmentSums _sums;
    private readonly int _columns;
    private readonly List<SegmentCandidate> _singles = [];
    private readonly List<SegmentCandidate> _worst = new(Beam + 1);

    private SegmentSearch(SegmentSums sums, int columns)
    {
        _sums = sums;
        _columns = columns;
    }

    /// <summary>Worst first; by the lower end of the interval, so that a small segment has to be all the worse.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="afterMs">Rows with a label of this time or an older one are left out.</param>
    /// <param name="describe">Says in words what a cell of a column holds.</param>
    public static IReadOnlyList<SegmentFinding> Of(OutcomeRows rows, long afterMs, Func<int, byte, string> describe)
    {
        if (rows.Count < 2 * LeastRecords) return [];

        // A segment is at least a hundredth of the sample, and so is the rest.
        using SegmentSums sums = new(rows, afterMs, all => Math.Max(LeastRecords, all / 100));
        List<SegmentCandidate> found = new SegmentSearch(sums, rows.Columns).Run();
        if (found.Count == 0) return [];
        return
        [
            .. found.OrderByDescending(c => c.Lower).ThenBy(c => c.Column).ThenBy(c => c.Cell)
                .Take(MostFindings)
                .Select(c => new SegmentFinding(Describe(c, describe), (int)c.Inside.N, c.Excess, c.Lower, c.Upper, c.Adjusted)),
        ];
    }

    private static string Describe(SegmentCandidate candidate, Func<int, byte, string> describe)
    {
        string own = describe(candidate.Column, candidate.Cell);
        return candidate.OtherColumn < 0 ? own : $"{describe(candidate.OtherColumn, candidate.OtherCell)} and {own}";
    }

    private List<SegmentCandidate> Run()
    {
        for (int column = 0; column < _columns; column++)
        {
            for (int cell = 0; cell < CellValues; cell++) AddSingle(column, (byte)cell);
        }

        List<SegmentCandidate> found = [];
        AddFindings(found, _singles, _singles.Count, _singles.Count);
        _sums.Choose([.. _worst]);
        List<SegmentCandidate> pairs = [];
        int tested = 0;
        for (int worst = 0; worst < _worst.Count; worst++) tested += AddPairs(pairs, worst);
        AddFindings(found, pairs, tested, PossiblePairs());
        return found;
    }

    private void AddSingle(int column, byte cell)
    {
        if (!_sums.IsFrequent(column, cell)) return;
        Moments inside = _sums.Of(column, cell);
        if (_sums.All.N - inside.N < _sums.Least) return;
        SegmentCandidate single = new SegmentCandidate(column, cell, -1, 0, inside, _sums.All.Without(inside)).Compare(double.NegativeInfinity);
        _singles.Add(single);

        // Of equals the first stays.
        int at = _worst.Count;
        while (at > 0 && single.P < _worst[at - 1].P) at--;
        if (at == Beam) return;
        _worst.Insert(at, single);
        if (_worst.Count > Beam) _worst.RemoveAt(Beam);
    }

    /// <returns>How many pairs were tested, each once; those that may be findings are added.</returns>
    private int AddPairs(List<SegmentCandidate> pairs, int worst)
    {
        int tested = 0;
        SegmentCandidate within = _worst[worst];
        for (int column = 0; column < _columns; column++)
        {
            if (column == within.Column) continue;
            for (int cell = 0; cell < CellValues; cell++)
            {
                if (!_sums.IsFrequent(column, cell) || WasWorse(worst, column, cell)) continue;
                Moments inside = _sums.Within(worst, column, cell);
                if (inside.N < _sums.Least || _sums.All.N - inside.N < _sums.Least) continue;
                tested++;
                SegmentCandidate pair = new SegmentCandidate(
                    column, (byte)cell, within.Column, within.Cell, inside, _sums.All.Without(inside)).Compare(LeastDeviations);
                if (pair.P <= FalseDiscoveries) pairs.Add(pair);
            }
        }

        return tested;
    }

    /// <summary>Whether the pair with a cell was tested from the cell's side.</summary>
    private bool WasWorse(int worst, int column, int cell)
    {
        for (int i = 0; i < worst; i++)
        {
            if (_worst[i].Column == column && _worst[i].Cell == cell) return true;
        }

        return false;
    }

    /// <summary>Pairs of cells of different columns, of which none is too rare by itself.</summary>
    private long PossiblePairs()
    {
        long pairs = (long)_singles.Count * (_singles.Count - 1) / 2;
        int first = 0;
        for (int i = 1; i <= _singles.Count; i++)
        {
            if (i < _singles.Count && _singles[i].Column == _singles[first].Column) continue;
            long cells = i - first;
            pairs -= cells * (cells - 1) / 2;
            first = i;
        }

        return pairs;
    }

    /// <summary>With hypotheses that were not tested at p = 1, Benjamini and Hochberg's adjustment grows by their share.</summary>
    /// <param name="found">Takes the discoveries.</param>
    /// <param name="candidates">Of those that were tested at least all whose p-value is not above <see cref="FalseDiscoveries"/>.</param>
    /// <param name="tested">How many were.</param>
    /// <param name="hypotheses">How many might have been.</param>
    private static void AddFindings(List<SegmentCandidate> found, List<SegmentCandidate> candidates, int tested, long hypotheses)
    {
        double[] p = [.. candidates.Where(c => c.P <= FalseDiscoveries).Select(c => c.P).Order()];
        if (p.Length == 0) return;
        double[] adjusted = StepUp(p, tested);
        double factor = Math.Max(1, hypotheses / (double)Math.Max(1, tested));
        foreach (SegmentCandidate candidate in candidates)
        {
            if (candidate.P > FalseDiscoveries) continue;
            double ofAll = Math.Min(1, adjusted[Array.BinarySearch(p, candidate.P)] * factor);
            if (ofAll <= FalseDiscoveries) found.Add(candidate with { Adjusted = ofAll });
        }
    }

    /// <summary>
    /// Benjamini and Hochberg's adjustment of the smallest of many p-values, exact where it is no more than all that are missing. Equals
    /// get equal values.
    /// </summary>
    private static double[] StepUp(double[] ascending, int tested)
    {
        double[] adjusted = new double[ascending.Length];
        double running = 1;
        for (int rank = ascending.Length - 1; rank >= 0; rank--)
        {
            running = Math.Min(running, tested * ascending[rank] / (rank + 1));
            adjusted[rank] = running;
        }

        return adjusted;
    }
}
