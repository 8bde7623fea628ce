using System.Buffers;
using System.Numerics;

namespace Heed.Monitoring.Segments;

/// <summary>
/// The sums that a search of segments compares, each in the order of the rows: of every cell of every column in one pass over the sample, and
/// of the same cells within some chosen ones in another. Its space is borrowed.
/// </summary>
internal sealed class SegmentSums : IDisposable
{
    /// <summary>The most cells that others are looked at within: a bit each.</summary>
    public const int MostChosen = 16;

    private const int CellValues = 256;
    private const int NumberBits = 16;

    private readonly OutcomeRows _rows;
    private readonly int _columns;
    private readonly int[] _present;
    private readonly Moments[] _cells;

    /// <summary>By column and cell: its number among those that are frequent, 0 for the others, and above that a bit for each chosen one it is.</summary>
    private readonly uint[] _codes;
    private readonly int _frequent;
    private Moments[] _inside = [];

    /// <param name="rows">The sample.</param>
    /// <param name="afterMs">Rows with a label of this time or an older one are left out.</param>
    /// <param name="least">Of the number of rows: how many records a frequent cell has.</param>
    public SegmentSums(OutcomeRows rows, long afterMs, Func<long, long> least)
    {
        _rows = rows;
        _columns = rows.Columns;
        _present = ArrayPool<int>.Shared.Rent(rows.Count);
        _cells = ArrayPool<Moments>.Shared.Rent(_columns * CellValues);
        _codes = ArrayPool<uint>.Shared.Rent(_columns * CellValues);
        AddCells(afterMs);
        Least = least(All.N);
        for (int i = 0; i < _columns * CellValues; i++) _codes[i] = _cells[i].N >= Least ? (uint)++_frequent : 0;
    }

    /// <summary>Of all rows.</summary>
    public Moments All { get; private set; }

    public long Least { get; }

    public Moments Of(int column, int cell) => _cells[(column * CellValues) + cell];

    /// <summary>Whether the cell has enough records for a pair with another one to have enough of them.</summary>
    public bool IsFrequent(int column, int cell) => _cells[(column * CellValues) + cell].N >= Least;

    /// <summary>Makes the sums within chosen cells.</summary>
    public void Choose(ReadOnlySpan<SegmentCandidate> chosen)
    {
        for (int i = 0; i < chosen.Length; i++) _codes[(chosen[i].Column * CellValues) + chosen[i].Cell] |= 1U << (NumberBits + i);
        int numbers = _frequent + 1;
        _inside = ArrayPool<Moments>.Shared.Rent(chosen.Length * numbers);
        Span<Moments> inside = _inside.AsSpan(0, chosen.Length * numbers);
        inside.Clear();
        ushort[] borrowed = ArrayPool<ushort>.Shared.Rent(_columns);
        Span<ushort> cells = borrowed.AsSpan(0, _columns);
        ReadOnlySpan<OutcomeRows.Row> rows = _rows.Rows;
        ReadOnlySpan<byte> cellOf = _rows.Cells;
        for (int i = 0; i < All.N; i++)
        {
            int row = _present[i];
            uint bits = Number(cellOf.Slice(row * _columns, _columns), cells);
            double excess = rows[row].Excess;
            for (; bits != 0; bits &= bits - 1) Add(inside.Slice(BitOperations.TrailingZeroCount(bits) * numbers, numbers), cells, excess);
        }

        ArrayPool<ushort>.Shared.Return(borrowed);
    }

    /// <summary>Of a frequent cell within a chosen one.</summary>
    public Moments Within(int chosen, int column, int cell) =>
        _inside[(chosen * (_frequent + 1)) + (ushort)_codes[(column * CellValues) + cell]];

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_present);
        ArrayPool<Moments>.Shared.Return(_cells);
        ArrayPool<uint>.Shared.Return(_codes);
        if (_inside.Length > 0) ArrayPool<Moments>.Shared.Return(_inside);
    }

    private void AddCells(long afterMs)
    {
        Span<Moments> cells = _cells.AsSpan(0, _columns * CellValues);
        cells.Clear();
        ReadOnlySpan<OutcomeRows.Row> rows = _rows.Rows;
        ReadOnlySpan<byte> cellOf = _rows.Cells;
        int count = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].LabelTimeMs <= afterMs) continue;
            _present[count++] = row;
            double excess = rows[row].Excess;
            All = All.With(excess);
            int at = 0;
            foreach (byte cell in cellOf.Slice(row * _columns, _columns))
            {
                ref Moments sums = ref cells[at + cell];
                sums = sums.With(excess);
                at += CellValues;
            }
        }
    }

    /// <summary>The number of each cell of a row, and the chosen ones that it is in.</summary>
    private uint Number(ReadOnlySpan<byte> cellOf, Span<ushort> cells)
    {
        uint all = 0;
        for (int column = 0; column < cells.Length; column++)
        {
            uint code = _codes[(column * CellValues) + cellOf[column]];
            cells[column] = (ushort)code;
            all |= code;
        }

        return all >> NumberBits;
    }

    private static void Add(Span<Moments> inside, ReadOnlySpan<ushort> cells, double excess)
    {
        foreach (ushort cell in cells)
        {
            ref Moments sums = ref inside[cell];
            sums = sums.With(excess);
        }
    }
}
