using Heed.Monitoring.Segments;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Tests.Segments;

/// <summary>The search of segments as its documentation says it: every cell and every pair by itself, and no test left out.</summary>
internal sealed class SegmentSearchTwin(OutcomeRows rows, long afterMs)
{
    private const int Beam = 10;
    private const double FalseDiscoveries = 0.025;

    private readonly int[] _present = [.. Enumerable.Range(0, rows.Count).Where(i => rows.Rows[i].LabelTimeMs > afterMs)];

    public List<SegmentFinding> Find()
    {
        List<SegmentCandidate> singles = [.. Cells().Select(c => Candidate(c, null)).OfType<SegmentCandidate>()];
        List<SegmentCandidate> pairs = [];
        foreach (SegmentCandidate worst in singles.OrderBy(c => c.P).Take(Beam))
        {
            foreach ((int Column, byte Cell) cell in Cells().Where(c => c.Column != worst.Column))
            {
                bool isKnown = pairs.Any(p => (p.Column, p.Cell, p.OtherColumn, p.OtherCell) == (worst.Column, worst.Cell, cell.Column, cell.Cell));
                if (!isKnown && Candidate(cell, (worst.Column, worst.Cell)) is { } pair) pairs.Add(pair);
            }
        }

        long possible = 0;
        for (int i = 0; i < singles.Count; i++) possible += singles.Skip(i + 1).Count(s => s.Column != singles[i].Column);
        return
        [
            .. Adjusted(singles, singles.Count).Concat(Adjusted(pairs, possible)).Where(c => c.Adjusted <= FalseDiscoveries)
                .OrderByDescending(c => c.Lower).ThenBy(c => c.Column).ThenBy(c => c.Cell).Take(SegmentSearch.MostFindings)
                .Select(c => new SegmentFinding(Describe(c), (int)c.Inside.N, c.Excess, c.Lower, c.Upper, c.Adjusted)),
        ];
    }

    private static string Describe(SegmentCandidate c) =>
        c.OtherColumn < 0 ? $"{c.Column}={c.Cell}" : $"{c.OtherColumn}={c.OtherCell} and {c.Column}={c.Cell}";

    private static IEnumerable<SegmentCandidate> Adjusted(List<SegmentCandidate> tested, long hypotheses)
    {
        double[] adjusted = new double[tested.Count];
        AdjustedPValues.BenjaminiHochberg([.. tested.Select(t => t.P)], adjusted);
        double factor = Math.Max(1, hypotheses / (double)Math.Max(1, tested.Count));
        return tested.Select((t, i) => t with { Adjusted = Math.Min(1, adjusted[i] * factor) });
    }

    private IEnumerable<(int Column, byte Cell)> Cells() =>
        Enumerable.Range(0, rows.Columns).SelectMany(column => Enumerable.Range(0, 256).Select(cell => (column, (byte)cell)));

    private SegmentCandidate? Candidate((int Column, byte Cell) cell, (int Column, byte Cell)? within)
    {
        Moments all = default;
        Moments inside = default;
        foreach (int row in _present)
        {
            double excess = rows.Rows[row].Excess;
            all = all.With(excess);
            if (Has(row, cell) && (within is null || Has(row, within.Value))) inside = inside.With(excess);
        }

        long least = Math.Max(SegmentSearch.LeastRecords, all.N / 100);
        if (inside.N < least || all.N - inside.N < least) return null;
        SegmentCandidate candidate = new(cell.Column, cell.Cell, within?.Column ?? -1, within?.Cell ?? 0, inside, all.Without(inside));
        return candidate.Compare(double.NegativeInfinity);
    }

    private bool Has(int row, (int Column, byte Cell) cell) => rows.Cells[(row * rows.Columns) + cell.Column] == cell.Cell;
}
