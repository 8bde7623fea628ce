using Heed.Monitoring.Quality;
using Heed.Statistics.Hypothesis;

using MathNet.Numerics;

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

    private readonly OutcomeRows _rows;
    private readonly Func<int, byte, string> _describe;
    private readonly int[] _present;
    private readonly Moments[] _cells = new Moments[CellValues];
    private readonly long _least;
    private readonly Moments _all;

    private SegmentSearch(OutcomeRows rows, long afterMs, Func<int, byte, string> describe)
    {
        _rows = rows;
        _describe = describe;
        _present = new int[rows.CountAfter(afterMs)];
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            OutcomeRows.Row row = rows.Rows[i];
            if (row.LabelTimeMs <= afterMs) continue;
            _present[count++] = i;
            _all = _all.With(row.Excess);
        }

        // A segment is at least a hundredth of the sample, and so is the rest.
        _least = Math.Max(LeastRecords, _all.N / 100);
    }

    /// <summary>Worst first; by the lower end of the interval, so that a small segment has to be all the worse.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="afterMs">Rows with a label of this time or an older one are left out.</param>
    /// <param name="describe">Says in words what a cell of a column holds.</param>
    public static IReadOnlyList<SegmentFinding> Of(OutcomeRows rows, long afterMs, Func<int, byte, string> describe) =>
        rows.Count < 2 * LeastRecords ? [] : new SegmentSearch(rows, afterMs, describe).Run();

    private List<SegmentFinding> Run()
    {
        List<Candidate> singles = [];
        for (int column = 0; column < _rows.Columns; column++) AddCells(singles, _present, -1, 0, column);
        Adjust(singles, singles.Count);
        List<Candidate> pairs = [];
        HashSet<(int, byte, int, byte)> seen = [];
        foreach (Candidate worst in singles.OrderBy(c => c.P).ThenBy(c => c.Column).ThenBy(c => c.Cell).Take(Beam))
        {
            int[] inside = Inside(worst);
            for (int column = 0; column < _rows.Columns; column++)
            {
                if (column != worst.Column) AddCells(pairs, inside, worst.Column, worst.Cell, column);
            }
        }

        pairs.RemoveAll(p => !seen.Add(p.Column < p.OtherColumn
            ? (p.Column, p.Cell, p.OtherColumn, p.OtherCell)
            : (p.OtherColumn, p.OtherCell, p.Column, p.Cell)));
        Adjust(pairs, PossiblePairs(singles));
        return
        [
            .. singles.Concat(pairs).Where(c => c.Adjusted <= FalseDiscoveries)
                .OrderByDescending(c => c.Lower).ThenBy(c => c.Column).ThenBy(c => c.Cell)
                .Take(MostFindings)
                .Select(c => new SegmentFinding(Describe(c), (int)c.Inside.N, c.Excess, c.Lower, c.Upper, c.Adjusted)),
        ];
    }

    /// <summary>Every cell of a column within the given rows that has enough of them, and leaves enough for the rest.</summary>
    private void AddCells(List<Candidate> found, ReadOnlySpan<int> inside, int otherColumn, byte otherCell, int column)
    {
        Span<Moments> cells = _cells;
        cells.Clear();
        ReadOnlySpan<OutcomeRows.Row> rows = _rows.Rows;
        foreach (int i in inside)
        {
            ref Moments cell = ref cells[_rows.CellsOf(i)[column]];
            cell = cell.With(rows[i].Excess);
        }

        for (int cell = 0; cell < CellValues; cell++)
        {
            if (cells[cell].N >= _least && _all.N - cells[cell].N >= _least)
            {
                found.Add(new Candidate(column, (byte)cell, otherColumn, otherCell, cells[cell], _all.Without(cells[cell])));
            }
        }
    }

    /// <summary>The rows of a candidate: most have a tenth of all, and are looked at once a column.</summary>
    private int[] Inside(Candidate candidate)
    {
        int[] inside = new int[candidate.Inside.N];
        int count = 0;
        foreach (int row in _present)
        {
            if (_rows.CellsOf(row)[candidate.Column] == candidate.Cell) inside[count++] = row;
        }

        return inside;
    }

    /// <summary>Pairs of cells of different columns, of which none is too rare by itself.</summary>
    private static long PossiblePairs(List<Candidate> singles)
    {
        long pairs = (long)singles.Count * (singles.Count - 1) / 2;
        foreach ((int _, int cells) in singles.CountBy(c => c.Column)) pairs -= (long)cells * (cells - 1) / 2;
        return pairs;
    }

    /// <summary>With hypotheses that were not tested at p = 1, Benjamini and Hochberg's adjustment grows by their share.</summary>
    private static void Adjust(List<Candidate> tested, long hypotheses)
    {
        double[] adjusted = new double[tested.Count];
        AdjustedPValues.BenjaminiHochberg([.. tested.Select(t => t.P)], adjusted);
        double factor = Math.Max(1, hypotheses / (double)Math.Max(1, tested.Count));
        for (int i = 0; i < adjusted.Length; i++) tested[i] = tested[i] with { Adjusted = Math.Min(1, adjusted[i] * factor) };
    }

    private string Describe(Candidate candidate)
    {
        string own = _describe(candidate.Column, candidate.Cell);
        return candidate.OtherColumn < 0 ? own : $"{_describe(candidate.OtherColumn, candidate.OtherCell)} and {own}";
    }

    private readonly record struct Moments(long N, double Sum, double Squares)
    {
        public double Mean => Sum / N;

        /// <summary>Of the mean.</summary>
        public double Variance => Math.Max(0, Squares - (Sum * Mean)) / (N - 1) / N;

        public Moments With(double value) => new(N + 1, Sum + value, Squares + (value * value));

        public Moments Without(Moments part) => new(N - part.N, Sum - part.Sum, Squares - part.Squares);
    }

    /// <summary>One segment: a cell of a column, within a cell of another column where there is one.</summary>
    private readonly record struct Candidate(int Column, byte Cell, int OtherColumn, byte OtherCell, Moments Inside, Moments Rest)
    {
        public double Adjusted { get; init; }

        public double Excess => Inside.Mean - Rest.Mean;

        public double Lower => Excess - (QualityIntervals.Z * Deviation);

        public double Upper => Excess + (QualityIntervals.Z * Deviation);

        /// <summary>One-sided: only what is worse is a finding.</summary>
        public double P => Deviation > 0 ? 0.5 * SpecialFunctions.Erfc(Excess / Deviation / Math.Sqrt(2)) : 1;

        private double Deviation => Math.Sqrt(Inside.Variance + Rest.Variance);
    }
}
