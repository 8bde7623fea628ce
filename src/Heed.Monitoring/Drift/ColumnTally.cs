using Heed.Model.Records;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>The values of one column while a table is read, in bounded memory.</summary>
internal sealed class ColumnTally(int buffer)
{
    private readonly RunSketch _numbers = new(buffer);
    private TextCounts? _texts;
    private long _notFinite;

    public void Add(in RawField field, ReadOnlySpan<byte> text)
    {
        if (field.Kind == RawFieldKind.Number)
        {
            if (double.IsFinite(field.Number)) _numbers.Add(field.Number);
            else _notFinite++;
        }
        else if (field.Kind is RawFieldKind.Text or RawFieldKind.Bool)
        {
            (_texts ??= new TextCounts()).Add(text.Slice(field.Text.Start, field.Text.Length));
        }
    }

    public void MergeFrom(ColumnTally other)
    {
        _numbers.MergeFrom(other._numbers);
        _notFinite += other._notFinite;
        if (other._texts is not null) (_texts ??= new TextCounts()).MergeFrom(other._texts);
    }

    /// <param name="rows">Rows of the table: those that brought no value are missing.</param>
    public ColumnProfile ToProfile(string name, long rows)
    {
        RankedSample numbers = _numbers.ToSample(ColumnProfile.SampleSize);
        return new ColumnProfile(name, rows, numbers, _texts?.ToDictionary() ?? [], _texts?.Other ?? 0, _notFinite);
    }
}
