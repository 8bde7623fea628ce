using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Segments;

/// <summary>
/// A bounded sample of the labelled predictions of the quality window, with all that segments are made of. Which records are in it
/// follows from a hash of the record, so that a record that is taken back is found again, and the same records give the same sample. While
/// there is room all are in; then as many as the share of hashes that is let in, which is halved when the sample is full and
/// doubled when it has emptied.
/// </summary>
internal sealed class OutcomeRows(int columns, TimeSpan window)
{
    /// <summary>Rows in the sample at most.</summary>
    public const int MostRows = 2048;

    private readonly long _windowMs = (long)window.TotalMilliseconds;
    private readonly List<Row> _rows = [];
    private readonly List<byte> _cells = [];
    private int _halvings;
    private long _countedVersion = -1;
    private long _countedFromMs;
    private long _countedBeforeMs;
    private int _counted;

    /// <summary>Grows with every change of the rows.</summary>
    public long Version { get; private set; }

    public int Count => _rows.Count;

    public long WindowMs => _windowMs;

    /// <summary>Cells of a row.</summary>
    public int Columns => columns;

    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Row by row, one a column.</summary>
    public ReadOnlySpan<byte> Cells => CollectionsMarshal.AsSpan(_cells);

    /// <summary>Rows with a label newer than a time: rows that have left the window stay until their room is needed.</summary>
    public int CountAfter(long timeMs)
    {
        if (_countedVersion != Version || timeMs < _countedFromMs || timeMs >= _countedBeforeMs) CountFrom(timeMs);
        return _counted;
    }

    /// <param name="outcome">Its feature cells are the first columns, its segments the last ones.</param>
    /// <param name="excess">Loss less expected loss; left out where it is not finite.</param>
    public void Add(in JoinedOutcome outcome, double excess)
    {
        ulong hash = HashOf(outcome);
        if (!IsLetIn(hash) || !double.IsFinite(excess)) return;
        Version++;
        _rows.Add(new Row(hash, outcome.LabelTimeMs, excess));
        foreach (byte cell in outcome.Cells) _cells.Add(cell);
        foreach (ushort segment in outcome.Segments) _cells.Add(SegmentCells.CellOf(segment));
        if (_rows.Count == MostRows) MakeRoom();
    }

    public void Remove(in JoinedOutcome outcome)
    {
        ulong hash = HashOf(outcome);
        for (int i = _rows.Count - 1; i >= 0; i--)
        {
            if (_rows[i].Hash != hash) continue;
            Version++;
            _rows.RemoveAt(i);
            _cells.RemoveRange(i * columns, columns);
            return;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_halvings);
        writer.Write(_rows.Count);
        foreach (Row row in _rows)
        {
            writer.Write(row.Hash);
            writer.Write(row.LabelTimeMs);
            writer.Write(row.Excess);
        }

        writer.Write(CollectionsMarshal.AsSpan(_cells));
    }

    public void Load(BinaryReader reader)
    {
        Version++;
        _rows.Clear();
        _cells.Clear();
        _halvings = reader.ReadInt32();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++) _rows.Add(new Row(reader.ReadUInt64(), reader.ReadInt64(), reader.ReadDouble()));
        _cells.AddRange(reader.ReadBytes(count * columns));
    }

    /// <summary>The count stays until a row changes or the oldest one that is counted leaves.</summary>
    private void CountFrom(long timeMs)
    {
        _countedVersion = Version;
        _countedFromMs = timeMs;
        _countedBeforeMs = long.MaxValue;
        _counted = 0;
        foreach (ref readonly Row row in Rows)
        {
            if (row.LabelTimeMs <= timeMs) continue;
            _counted++;
            _countedBeforeMs = Math.Min(_countedBeforeMs, row.LabelTimeMs);
        }
    }

    private static ulong HashOf(in JoinedOutcome outcome)
    {
        StableHash hash = new(0);
        hash.Add((ulong)outcome.PredictionTimeMs);
        hash.Add((ulong)outcome.LabelTimeMs);
        hash.Add(BitConverter.DoubleToUInt64Bits(outcome.Score));
        hash.Add(BitConverter.DoubleToUInt64Bits(outcome.PredictedNumber));
        hash.Add(outcome.LabelledClass);
        hash.Add(BitConverter.DoubleToUInt64Bits(outcome.LabelledNumber));
        hash.Add(outcome.Cells);
        return hash.ToUInt64();
    }

    private bool IsLetIn(ulong hash) => hash <= ulong.MaxValue >> _halvings;

    /// <summary>Drops what has left the window, and half of the rest where that is too little.</summary>
    private void MakeRoom()
    {
        long newestMs = long.MinValue;
        foreach (Row row in _rows) newestMs = Math.Max(newestMs, row.LabelTimeMs);
        Keep(row => row.LabelTimeMs > newestMs - _windowMs);
        if (_rows.Count < MostRows / 4) _halvings = Math.Max(0, _halvings - 1);
        while (_rows.Count > MostRows * 3 / 4)
        {
            _halvings++;
            Keep(row => IsLetIn(row.Hash));
        }
    }

    private void Keep(Predicate<Row> isKept)
    {
        int next = 0;
        Span<byte> cells = CollectionsMarshal.AsSpan(_cells);
        for (int i = 0; i < _rows.Count; i++)
        {
            if (!isKept(_rows[i])) continue;
            _rows[next] = _rows[i];
            cells.Slice(i * columns, columns).CopyTo(cells.Slice(next * columns, columns));
            next++;
        }

        _rows.RemoveRange(next, _rows.Count - next);
        _cells.RemoveRange(next * columns, _cells.Count - (next * columns));
    }

    /// <param name="Hash">Of the record.</param>
    /// <param name="LabelTimeMs">Event time of the label.</param>
    /// <param name="Excess">Loss less expected loss.</param>
    internal readonly record struct Row(ulong Hash, long LabelTimeMs, double Excess);
}
