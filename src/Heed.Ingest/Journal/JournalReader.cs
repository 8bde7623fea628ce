namespace Heed.Ingest.Journal;

/// <summary>
/// Reads what was committed when it was made, in order. One owner at a time; a payload lasts until the next step. Damaged
/// records are passed over: the journal counted them when it was opened.
/// </summary>
public sealed class JournalReader : IDisposable
{
    private readonly List<(string Path, long Bytes)> _segments;
    private readonly ulong _from;
    private int _next;
    private DiskSegmentFile? _file;
    private SegmentScanner? _scanner;

    internal JournalReader(List<(string Path, long Bytes)> segments, ulong from)
    {
        _segments = segments;
        _from = from;
    }

    public ulong Sequence => Current.Header.Sequence;

    public long AcceptedAtMs => Current.Header.AcceptedAtMs;

    public ReadOnlySpan<byte> Payload => Current.Payload;

    private SegmentScanner Current => _scanner ?? throw new InvalidOperationException("expected Next to have found an entry");

    /// <summary>Steps to the next entry; false at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            while (_scanner is not null && _scanner.Next())
            {
                if (_scanner.Header.Sequence >= _from) return true;
            }

            Dispose();
            if (_next == _segments.Count) return false;
            (string path, long bytes) = _segments[_next++];

            // A segment that was deleted in the meantime holds nothing that anyone still needs.
            if (!File.Exists(path)) continue;
            _file = DiskSegmentFile.OpenForReading(path);
            _scanner = new SegmentScanner(_file, Path.GetFileName(path), bytes);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _scanner = null;
    }
}
