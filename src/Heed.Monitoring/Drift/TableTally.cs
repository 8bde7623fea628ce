using System.Text;

using Heed.Model.Records;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>
/// The columns of a table while it is read. Rows may come in any number of tallies side by side, one thread each, which
/// <see cref="TableProfile.Of"/> joins.
/// </summary>
public sealed class TableTally
{
    /// <summary>Numbers that all columns of a tally together may hold before they are thinned: 16 MB.</summary>
    private const int HeldNumbers = 2 << 20;

    private const int GuessedColumns = 64;

    private readonly TableSelection _selection;
    private readonly IReadOnlyList<string> _names;
    private readonly byte[] _segment;
    private readonly int _buffer;
    private ColumnTally?[] _columns = [];
    private int _segmentColumn = -1;
    private int _known;

    /// <param name="names">The columns by number. It may grow between rows.</param>
    public TableTally(IReadOnlyList<string> names, TableSelection selection)
    {
        _names = names;
        _selection = selection;
        _segment = Encoding.UTF8.GetBytes(selection.SegmentValue);
        int share = HeldNumbers / Math.Max(1, names.Count == 0 ? GuessedColumns : names.Count);
        _buffer = Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)share + 1) / 2, RunSketch.LeastBuffer, RunSketch.DefaultBuffer);
    }

    /// <summary>Rows of the segment that is looked at.</summary>
    public long Rows { get; private set; }

    public void Add(ReadOnlySpan<RawField> fields, ReadOnlySpan<byte> text)
    {
        if (_known < _names.Count) Learn();
        if (_selection.SegmentColumn is not null && !IsOfSegment(fields, text)) return;
        Rows++;
        ColumnTally?[] columns = _columns;
        foreach (ref readonly RawField field in fields) columns[field.Column]?.Add(in field, text);
    }

    internal ColumnTally? Column(int number) => number < _columns.Length ? _columns[number] : null;

    internal ColumnTally NewColumn() => new(_buffer);

    private void Learn()
    {
        if (_columns.Length < _names.Count) Array.Resize(ref _columns, Math.Max(_names.Count, _columns.Length * 2));
        for (; _known < _names.Count; _known++)
        {
            if (_names[_known] == _selection.SegmentColumn) _segmentColumn = _known;
            if (_selection.Takes(_names[_known])) _columns[_known] = NewColumn();
        }
    }

    private bool IsOfSegment(ReadOnlySpan<RawField> fields, ReadOnlySpan<byte> text)
    {
        foreach (ref readonly RawField field in fields)
        {
            if (field.Column == _segmentColumn) return text.Slice(field.Text.Start, field.Text.Length).SequenceEqual(_segment);
        }

        return false;
    }
}
