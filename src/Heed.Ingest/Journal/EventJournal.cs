using System.Globalization;

namespace Heed.Ingest.Journal;

/// <summary>
/// Keeps accepted events until what is made from them is kept otherwise: an append-only log of payloads in segment files. One
/// owner appends and commits; readers of other threads see what was committed. The format is <c>docs/formats/journal.md</c>.
/// </summary>
public sealed class EventJournal : IDisposable
{
    /// <summary>Bytes that may be appended before a commit.</summary>
    public const int MaxPendingBytes = 256 << 20;

    /// <summary>Stretches of damage that are listed; all are counted.</summary>
    public const int MaxListedDamages = 1000;

    private readonly Lock _gate = new();
    private readonly string _directory;
    private readonly JournalOptions _options;
    private readonly Func<string, ISegmentFile> _openFile;
    private readonly List<JournalSegment> _segments;
    private readonly PendingRecords _pending = new();
    private ISegmentFile? _file;
    private ulong _committedNext;
    private bool _mustTruncate;
    private bool _mustRotate;

    private EventJournal(string directory, JournalOptions options, Func<string, ISegmentFile> openFile, JournalRecovery recovery)
    {
        _directory = directory;
        _options = options;
        _openFile = openFile;
        _segments = recovery.Segments;
        _committedNext = Math.Max(recovery.NextSequence, Math.Max(1, options.LeastNextSequence));
        NextSequence = _committedNext;
        Damages = recovery.Damages;
        DamageCount = recovery.DamageCount;
        CutBytes = recovery.CutBytes;
        CommittedRecords = recovery.Records;
    }

    /// <summary>The number that the next appended record gets.</summary>
    public ulong NextSequence { get; private set; }

    /// <summary>What opening found unreadable between readable records, at most <see cref="MaxListedDamages"/>.</summary>
    public IReadOnlyList<JournalDamage> Damages { get; }

    public long DamageCount { get; }

    /// <summary>Bytes of a torn record that opening cut off the last segment.</summary>
    public long CutBytes { get; }

    /// <summary>In all segments, headers included.</summary>
    public long CommittedBytes
    {
        get
        {
            lock (_gate) return _segments.Sum(s => s.Bytes);
        }
    }

    /// <summary>Readable records that opening found, and those committed since.</summary>
    public long CommittedRecords { get; private set; }

    public int SegmentCount
    {
        get
        {
            lock (_gate) return _segments.Count;
        }
    }

    public int PendingBytes => _pending.Length;

    public long FailedCommits { get; private set; }

    /// <summary>Makes the directory where there is none, reads all segments, and cuts a torn record off the last one.</summary>
    /// <exception cref="InvalidDataException">A segment is of another version of the format.</exception>
    /// <exception cref="IOException">The directory or a file cannot be read or shortened.</exception>
    public static EventJournal Open(string directory, JournalOptions options) => Open(directory, options, DiskSegmentFile.OpenForWriting);

    internal static EventJournal Open(string directory, JournalOptions options, Func<string, ISegmentFile> openFile)
    {
        Directory.CreateDirectory(directory);
        return new EventJournal(directory, options, openFile, JournalRecovery.Run(directory, openFile));
    }

    /// <summary>Adds a record to those that the next commit keeps, and returns its number.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxPendingBytes"/> would wait for the commit.</exception>
    public ulong Append(ReadOnlySpan<byte> payload, long acceptedAtMs)
    {
        if (payload.Length + JournalFormat.RecordHeaderBytes > MaxPendingBytes - _pending.Length)
        {
            string found = $"found {payload.Length} beside {_pending.Length}";
            throw new ArgumentException($"expected at most {MaxPendingBytes} bytes before a commit, {found}", nameof(payload));
        }

        _pending.Add(payload, NextSequence, acceptedAtMs);
        return NextSequence++;
    }

    /// <summary>
    /// Writes what was appended, in one write and one flush: whoever appends for many callers commits once for all of them. After
    /// a failure the journal is as it was after the commit before, and may be used on.
    /// </summary>
    public CommitOutcome Commit()
    {
        if (_pending.Count == 0) return new CommitOutcome(CommitStatus.Committed, 0, 0, null);
        CommitStatus status = CommitStatus.WriteFailed;
        int records = _pending.Count;
        int bytes = _pending.Length;
        JournalSegment? segment = null;
        try
        {
            segment = PrepareSegment();
            _file!.Write(_pending.Bytes, segment.Bytes);
            status = CommitStatus.SyncFailed;
            if (_options.Sync == SyncMode.Always) _file.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Abandon(segment, status);
            string name = segment?.Name ?? _directory;
            return new CommitOutcome(status, records, bytes, string.Create(CultureInfo.InvariantCulture, $"{name}: {error.Message}"));
        }

        lock (_gate) segment.Bytes += bytes;
        CommittedRecords += records;
        _committedNext = NextSequence;
        _pending.Clear();
        return new CommitOutcome(CommitStatus.Committed, records, bytes, null);
    }

    /// <summary>The committed entries from a number on.</summary>
    public JournalReader Read(ulong fromSequence)
    {
        lock (_gate)
        {
            int first = 0;
            while (first + 1 < _segments.Count && _segments[first + 1].FirstSequence <= fromSequence) first++;
            return new JournalReader([.. _segments.Skip(first).Select(s => (s.Path, s.Bytes))], fromSequence);
        }
    }

    /// <summary>Removes the segments that hold lower numbers only, never the one that is written. Returns how many.</summary>
    public int DeleteBefore(ulong sequence)
    {
        lock (_gate)
        {
            int deleted = 0;
            while (_segments.Count > 1 && _segments[1].FirstSequence <= sequence)
            {
                File.Delete(_segments[0].Path);
                _segments.RemoveAt(0);
                deleted++;
            }

            return deleted;
        }
    }

    /// <summary>What was not committed is given up.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>The segment that the pending records go to, open and without remains of a failed commit.</summary>
    private JournalSegment PrepareSegment()
    {
        JournalSegment? last = _segments.Count > 0 ? _segments[^1] : null;
        if (last is not null && (_file is null || _mustTruncate))
        {
            _file ??= _openFile(last.Path);
            if (_mustTruncate) _file.Truncate(last.Bytes);
            _mustTruncate = false;
        }

        bool full = last is not null && last.Bytes > JournalFormat.FileHeaderBytes && last.Bytes + _pending.Length > _options.SegmentBytes;

        // Once decided, a rotation stays decided: a file that failed to begin may lie there already under the next number.
        _mustRotate |= full;
        return last is null || _mustRotate ? BeginSegment() : last;
    }

    private JournalSegment BeginSegment()
    {
        string path = Path.Combine(_directory, JournalFormat.FileName(_committedNext));
        _file?.Dispose();
        _file = null;
        ISegmentFile file = _openFile(path);
        try
        {
            Span<byte> header = stackalloc byte[JournalFormat.FileHeaderBytes];
            FileHeader.Write(header, _committedNext);
            file.Truncate(0);
            file.Write(header, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _file = file;
        _mustRotate = false;
        JournalSegment segment = new(path, _committedNext) { Bytes = JournalFormat.FileHeaderBytes };
        lock (_gate)
        {
            if (_segments.Count > 0 && _segments[^1].FirstSequence == _committedNext) _segments.RemoveAt(_segments.Count - 1);
            _segments.Add(segment);
        }

        return segment;
    }

    /// <summary>
    /// Takes the records back. What the failed write left is cut off now or, where that fails, too, before the next commit. After
    /// a failed flush the operating system may have dropped what it could not write and call the next flush a success: that
    /// file is left alone.
    /// </summary>
    private void Abandon(JournalSegment? segment, CommitStatus status)
    {
        FailedCommits++;
        _pending.Clear();
        NextSequence = _committedNext;
        if (segment is null || _file is null) return;
        _mustTruncate = true;
        try
        {
            _file.Truncate(segment.Bytes);
            _mustTruncate = false;
        }
        catch (IOException)
        {
            // Tried again before the next commit, whose outcome tells of it.
        }

        _mustRotate |= status == CommitStatus.SyncFailed;
    }
}
