using Heed.Model.Labels;
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

    private readonly RecordBuffer _definitions = new();
    private readonly RecordBuffer _samples = new();
    private int _lastId;
    private long _lastTimeMs;
    private bool _isOpen;
    private int _stretch;

    public int LengthBytes => _definitions.Length + _samples.Length;

    public void Add(HeadSeries series, long timeMs, double value)
    {
        if (series.DefinedIn != _stretch) Define(series);
        if (!_isOpen) Begin();
        _samples.AddSigned((long)series.Id - _lastId);
        _samples.AddSigned(unchecked(timeMs - _lastTimeMs));
        _samples.AddDouble(value);
        _lastId = series.Id;
        _lastTimeMs = timeMs;
        if (_samples.PayloadBytes >= FullRecordBytes) Close();
    }

    /// <summary>Hands everything over, and is empty again.</summary>
    public void MoveTo(RecordBuffer target)
    {
        if (_isOpen) Close();
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

    private void Begin()
    {
        _samples.Begin(RecordKind.Samples);
        _lastId = 0;
        _lastTimeMs = 0;
        _isOpen = true;
    }

    private void Close()
    {
        _samples.End();
        _isOpen = false;
    }
}
