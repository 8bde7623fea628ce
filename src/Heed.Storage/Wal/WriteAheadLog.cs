namespace Heed.Storage.Wal;

/// <summary>
/// The log's files. What is to be written collects in <see cref="Outgoing"/> and leaves it only when it is on the disk; after a
/// failure the next write begins a new file, for nobody knows what the failed one holds. Belongs to the store's committer.
/// </summary>
internal sealed class WriteAheadLog : IDisposable
{
    private readonly StoreFiles _files;
    private readonly Func<string, IDurableFile> _create;
    private readonly int _fullBytes;
    private readonly Queue<(long Number, long LengthBytes)> _closed = [];
    private IDurableFile? _current;
    private long _currentBytes;
    private long _closedBytes;
    private bool _isEnding;

    /// <param name="files">Where the log lies.</param>
    /// <param name="create">Makes a new file.</param>
    /// <param name="fullBytes">A file of this size is followed by the next one.</param>
    /// <param name="found">Files of earlier runs, ascending; they are kept until a snapshot replaces them.</param>
    /// <param name="nextNumber">Of the next file; greater than all of <paramref name="found"/>.</param>
    public WriteAheadLog(
        StoreFiles files, Func<string, IDurableFile> create, int fullBytes, List<long> found, long nextNumber)
    {
        _files = files;
        _create = create;
        _fullBytes = fullBytes;
        NextNumber = nextNumber;
        foreach (long number in found) Retire(number, new FileInfo(files.LogPath(number)).Length);
    }

    public RecordBuffer Outgoing { get; } = new();

    /// <summary>Of the file that follows the current one.</summary>
    public long NextNumber { get; private set; }

    /// <summary>Bytes of all files. Readable from any thread.</summary>
    public long TotalBytes => Volatile.Read(ref _currentBytes) + Volatile.Read(ref _closedBytes);

    /// <summary>Whether what is in <see cref="Outgoing"/> fills the current file.</summary>
    public bool WillBeFull => _currentBytes + (long)Outgoing.Length >= _fullBytes;

    /// <summary>The next write is the last one into its file.</summary>
    public void EndFile() => _isEnding = true;

    /// <summary>Writes and synchronises <see cref="Outgoing"/>. One write, one flush.</summary>
    /// <exception cref="IOException">Nothing left <see cref="Outgoing"/>.</exception>
    public void Write()
    {
        if (Outgoing.Length > 0)
        {
            try
            {
                IDurableFile file = _current ??= Begin();
                file.Write(Outgoing.Written, _currentBytes);
                file.Flush();
            }
            catch (Exception error) when (WriteFailure.IsExpected(error))
            {
                Abandon();
                throw;
            }

            Volatile.Write(ref _currentBytes, _currentBytes + Outgoing.Length);
            Outgoing.Clear();
        }

        if (_isEnding) Close();
    }

    /// <summary>Deletes the files below a number: a snapshot holds what they held.</summary>
    /// <exception cref="IOException">The rest is deleted at the next call.</exception>
    public void DeleteBelow(long number)
    {
        while (_closed.TryPeek(out (long Number, long LengthBytes) oldest) && oldest.Number < number)
        {
            File.Delete(_files.LogPath(oldest.Number));
            _closed.Dequeue();
            Volatile.Write(ref _closedBytes, _closedBytes - oldest.LengthBytes);
        }
    }

    public void Dispose() => _current?.Dispose();

    private IDurableFile Begin()
    {
        RecordBuffer start = new();
        start.Begin(RecordKind.LogStart);
        start.AddByte(StoreFiles.FormatVersion);
        start.AddVarint((ulong)NextNumber);
        start.End();

        // A number is used up even when its file cannot be made: whatever lies under the name is left alone.
        _current = _create(_files.LogPath(NextNumber++));
        _current.Write(start.Written, 0);
        FolderSync.Flush(_files.LogFolder);
        Volatile.Write(ref _currentBytes, start.Length);
        return _current;
    }

    /// <summary>Leaves a file whose last write failed, cut back to what was acknowledged where the disk lets us.</summary>
    private void Abandon()
    {
        if (_current is null) return;
        try
        {
            _current.Truncate(_currentBytes);
        }
        catch (Exception error) when (WriteFailure.IsExpected(error))
        {
            // What cannot be cut is read again at the next start: whole records come twice, torn ones are skipped.
        }

        Close();
    }

    private void Close()
    {
        _isEnding = false;
        if (_current is null) return;
        _current.Dispose();
        _current = null;
        Retire(NextNumber - 1, _currentBytes);
        Volatile.Write(ref _currentBytes, 0);
    }

    private void Retire(long number, long lengthBytes)
    {
        _closed.Enqueue((number, lengthBytes));
        Volatile.Write(ref _closedBytes, _closedBytes + lengthBytes);
    }
}
