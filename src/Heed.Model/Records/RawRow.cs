using System.Text;

namespace Heed.Model.Records;

/// <summary>
/// One row of a file, read before any schema exists: from this, baselines are made. Used again and again by one owner; texts
/// are slices of <see cref="Utf8"/> and last until the next row. A number that was not given is NaN, a text an empty slice.
/// </summary>
public sealed class RawRow
{
    private byte[] _text = new byte[1024];
    private int _textLength;

    public RecordKind Kind { get; set; }

    /// <summary>The line of the file where the row starts, counted from one.</summary>
    public int Line { get; set; }

    public TextSlice Model { get; set; }

    public TextSlice Id { get; set; }

    public long? TimeMs { get; set; }

    public double LatencySeconds { get; set; }

    public TextSlice Endpoint { get; set; }

    public TextSlice Version { get; set; }

    public TextSlice Error { get; set; }

    /// <summary>The prediction, as written.</summary>
    public TextSlice Prediction { get; set; }

    /// <summary>NaN for a class.</summary>
    public double PredictionNumber { get; set; }

    /// <summary>The outcome, as written: of a label or correction event, or of a row that carries both.</summary>
    public TextSlice Label { get; set; }

    /// <summary>NaN for a class.</summary>
    public double LabelNumber { get; set; }

    public double Score { get; set; }

    public double Cost { get; set; }

    public List<ClassScore> Scores { get; } = [];

    /// <summary>Whether the prediction is a list, be it empty.</summary>
    public bool HasItems { get; set; }

    /// <summary>The items of a prediction that is a list, in their order.</summary>
    public List<TextSlice> Items { get; } = [];

    /// <summary>Whether the label is a list of items or an object of grades by item, be it empty.</summary>
    public bool HasLabelItems { get; set; }

    /// <summary>The items of such a label with how relevant each is; 1 in a list, NaN for a grade that is no number.</summary>
    public List<ClassScore> LabelItems { get; } = [];

    /// <summary>The numbers of the embedding; NaN for a value that is none. Empty where the row has no embedding.</summary>
    public List<float> Embedding { get; } = [];

    public List<RawSegment> Segments { get; } = [];

    /// <summary>In the order of the file; a name occurs at most once.</summary>
    public List<RawField> Fields { get; } = [];

    /// <summary>The names of fields and segments, in the order of first occurrence; it grows as rows bring new ones.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];

    public ReadOnlySpan<byte> Utf8(TextSlice slice) => _text.AsSpan(slice.Start, slice.Length);

    public string String(TextSlice slice) => Encoding.UTF8.GetString(Utf8(slice));

    public TextSlice AddText(ReadOnlySpan<byte> utf8)
    {
        if (_textLength + utf8.Length > _text.Length) Array.Resize(ref _text, Math.Max(_textLength + utf8.Length, _text.Length * 2));
        utf8.CopyTo(_text.AsSpan(_textLength));
        TextSlice slice = new(_textLength, utf8.Length);
        _textLength += utf8.Length;
        return slice;
    }

    public void Clear()
    {
        _textLength = 0;
        Kind = RecordKind.Prediction;
        Line = 0;
        TimeMs = null;
        Model = default;
        Id = default;
        Endpoint = default;
        Version = default;
        Error = default;
        Prediction = default;
        Label = default;
        LatencySeconds = double.NaN;
        PredictionNumber = double.NaN;
        LabelNumber = double.NaN;
        Score = double.NaN;
        Cost = double.NaN;
        Scores.Clear();
        Embedding.Clear();
        HasItems = false;
        Items.Clear();
        HasLabelItems = false;
        LabelItems.Clear();
        Segments.Clear();
        Fields.Clear();
    }
}
