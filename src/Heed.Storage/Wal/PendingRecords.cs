using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Storage.Chunks;
using Heed.Storage.Head;

namespace Heed.Storage.Wal;

/// <summary>
/// What was appended since the last commit, as records. Definitions lie apart from samples, so that they come first and the
/// samples of a tick share records. Belongs to the store's writer.
/// </summary>
internal sealed class PendingRecords
{
    /// <summary>A record of samples ends here: damage costs no more than this many bytes of others.</summary>
    private const int FullRecordBytes = 16 << 10;

    /// <summary>What an entry of <see cref="RecordKind.OtherSamples"/> is.</summary>
    public const byte LateFlag = 1;

    public const byte HistogramFlag = 2;

    private readonly RecordBuffer _definitions = new();
    private readonly RecordBuffer _samples = new();
    private int _lastId;
    private long _lastTimeMs;
    private RecordKind? _open;
    private int _stretch;

    public int LengthBytes => _definitions.Length + _samples.Length;

    public void Add(HeadSeries series, long timeMs, double value)
    {
        Begin(series, timeMs, RecordKind.Samples);
        _samples.AddDouble(value);
        if (_samples.PayloadBytes >= FullRecordBytes) Close();
    }

    /// <param name="series">Whose sample it is.</param>
    /// <param name="timeMs">Its time.</param>
    /// <param name="value">Of a float.</param>
    /// <param name="histogram">Or null for a float.</param>
    /// <param name="isLate">It came behind newer ones.</param>
    public void AddOther(HeadSeries series, long timeMs, double value, NativeHistogram? histogram, bool isLate)
    {
        Begin(series, timeMs, RecordKind.OtherSamples);
        _samples.AddByte((byte)((isLate ? LateFlag : 0) | (histogram is null ? 0 : HistogramFlag)));
        if (histogram is null) _samples.AddDouble(value);
        else HistogramPacking.WriteWhole(_samples, histogram);
        if (_samples.PayloadBytes >= FullRecordBytes) Close();
    }

    /// <summary>Hands everything over, and is empty again.</summary>
    public void MoveTo(RecordBuffer target)
    {
        if (_open is not null) Close();
        target.AddBytes(_definitions.Written);
        target.AddBytes(_samples.Written);
        _definitions.Clear();
        _samples.Clear();
    }

    /// <summary>From here on every series is defined again at its next sample: each log file stands alone.</summary>
    public void BeginStretch() => _stretch++;

    /// <summary>Writes the payload of a definition, in a log as in a snapshot.</summary>
    public static void WriteDefinition(RecordBuffer target, HeadSeries series)
    {
        target.Begin(RecordKind.Series);
        target.AddVarint((ulong)series.Id);
        target.AddVarint((ulong)series.Labels.Count);
        foreach (Label label in series.Labels.Labels)
        {
            target.AddText(label.Name);
            target.AddText(label.Value);
        }

        target.End();
    }

    private void Define(HeadSeries series)
    {
        WriteDefinition(_definitions, series);
        series.DefinedIn = _stretch;
    }

    /// <summary>Writes whose sample follows and when, into an open record of the kind.</summary>
    private void Begin(HeadSeries series, long timeMs, RecordKind kind)
    {
        if (series.DefinedIn != _stretch) Define(series);
        if (_open != kind) Open(kind);
        _samples.AddSigned((long)series.Id - _lastId);
        _samples.AddSigned(unchecked(timeMs - _lastTimeMs));
        _lastId = series.Id;
        _lastTimeMs = timeMs;
    }

    private void Open(RecordKind kind)
    {
        if (_open is not null) Close();
        _samples.Begin(kind);
        _lastId = 0;
        _lastTimeMs = 0;
        _open = kind;
    }

    private void Close()
    {
        _samples.End();
        _open = null;
    }
}
