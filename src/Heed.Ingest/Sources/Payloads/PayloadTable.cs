namespace Heed.Ingest.Sources.Payloads;

/// <summary>
/// The rows of one request or answer: every value where it stands in the bytes, nothing copied. Used again and again by one owner at
/// a time. The bytes belong to the caller.
/// </summary>
public sealed class PayloadTable
{
    /// <summary>Rows of one payload: a batch of predictions.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Values of one payload.</summary>
    public const int MaxCells = 1 << 20;

    private PayloadCell[] _cells = new PayloadCell[64];
    private PayloadCell[] _sorted = [];
    private int[] _starts = new int[16];
    private int _count;
    private bool _isRowMajor;

    public int Rows { get; private set; }

    /// <summary>The name of the model's version, where the payload tells it; still escaped.</summary>
    public PayloadSlice Version { get; internal set; }

    /// <summary>What the payload's own id is; still escaped.</summary>
    public PayloadSlice Id { get; internal set; }

    /// <summary>Values of a row in the order of the payload.</summary>
    public ReadOnlySpan<PayloadCell> Row(int row) => _cells.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    internal void Clear()
    {
        _count = 0;
        _isRowMajor = true;
        Rows = 0;
        Version = default;
        Id = default;
    }

    /// <summary>False beyond the limits.</summary>
    internal bool TryAdd(in PayloadCell cell)
    {
        if (_count == MaxCells || cell.Row >= MaxRows) return false;
        if (_count == _cells.Length) Array.Resize(ref _cells, _count * 2);
        if (_count > 0 && cell.Row < _cells[_count - 1].Row) _isRowMajor = false;
        _cells[_count++] = cell;
        if (cell.Row >= Rows) Rows = cell.Row + 1;
        return true;
    }

    /// <summary>Brings the values into the order of rows: those of one row keep theirs.</summary>
    internal void Complete()
    {
        if (_starts.Length < Rows + 2) Array.Resize(ref _starts, Math.Max(Rows + 2, _starts.Length * 2));
        Span<int> starts = _starts.AsSpan(0, Rows + 2);
        starts.Clear();
        for (int i = 0; i < _count; i++) starts[_cells[i].Row + 2]++;
        for (int row = 2; row < starts.Length; row++) starts[row] += starts[row - 1];
        if (_isRowMajor)
        {
            // Each row's count lies one place further on than its start: the places are the same as after sorting.
            starts[1..].CopyTo(starts);
            return;
        }

        if (_sorted.Length < _cells.Length) _sorted = new PayloadCell[_cells.Length];
        for (int i = 0; i < _count; i++) _sorted[starts[_cells[i].Row + 1]++] = _cells[i];
        (_cells, _sorted) = (_sorted, _cells);
    }
}
