using Heed.Storage.Head;
using Heed.Storage.Wal;

namespace Heed.Storage;

/// <summary>
/// A store's files and what happened to them. Belongs to the store's committer; the figures may be read from any thread.
/// </summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly StoreFiles _files;
    private readonly FileStream _lock;
    private readonly Func<string, IDurableFile> _create;
    private WriteAheadLog? _log;
    private Action _writeLog = () => { };
    private long _checkpointNotBelowBytes;
    private int _backlogBytes;
    private long _failedCommits;
    private long _checkpoints;
    private long _failedCheckpoints;
    private volatile string? _lastFailure;

    private StoreDirectory(StoreFiles files, FileStream held, Func<string, IDurableFile> create)
    {
        _files = files;
        _lock = held;
        _create = create;
    }

    public RecoveryLosses Losses { get; } = new();

    /// <summary>There once <see cref="Recover"/> has run.</summary>
    public WriteAheadLog Log =>
        _log ?? throw new InvalidOperationException("expected a recovered directory, found one that is only acquired");

    /// <summary>Bytes that left the pending records and are not on the disk yet.</summary>
    public int BacklogBytes => Volatile.Read(ref _backlogBytes);

    public long WalBytes => Log.TotalBytes;

    public long FailedCommits => Volatile.Read(ref _failedCommits);

    public long Checkpoints => Volatile.Read(ref _checkpoints);

    public long FailedCheckpoints => Volatile.Read(ref _failedCheckpoints);

    public string? LastFailure => _lastFailure;

    /// <summary>Makes the directory where it is missing and keeps other processes out.</summary>
    /// <exception cref="IOException">The directory cannot be used, or another process has it open.</exception>
    public static StoreDirectory Acquire(string path, Func<string, IDurableFile> create)
    {
        StoreFiles files = new(path);
        Directory.CreateDirectory(files.LogFolder);
        FileStream held = new(files.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        FolderSync.Flush(path);
        return new StoreDirectory(files, held, create);
    }

    /// <summary>Fills the head from the files, and begins the log behind the newest one.</summary>
    public void Recover(HeadBlock head, int segmentBytes)
    {
        HeadRecovery recovery = new(head, Losses);
        File.Delete(_files.UnfinishedSnapshotPath);
        if (File.Exists(_files.SnapshotPath)) recovery.ReadSnapshot(_files.SnapshotPath);
        List<long> numbers = _files.LogNumbers();
        foreach (long number in numbers)
        {
            // A crash between a snapshot and the deletion of the log that it replaces leaves such files.
            if (number < recovery.ReplayFrom) File.Delete(_files.LogPath(number));
            else recovery.ReadLog(_files.LogPath(number));
        }

        long next = Math.Max(numbers.Count > 0 ? numbers[^1] + 1 : 1, recovery.ReplayFrom);
        numbers.RemoveAll(n => n < recovery.ReplayFrom);
        _log = new WriteAheadLog(_files, _create, segmentBytes, numbers, next);
        _writeLog = _log.Write;
    }

    /// <summary>Lets appends see how much waits for the disk.</summary>
    public void PublishBacklog() => Volatile.Write(ref _backlogBytes, Log.Outgoing.Length);

    public CommitOutcome Commit()
    {
        CommitOutcome outcome = Try(_writeLog, ref _failedCommits);
        PublishBacklog();
        return outcome;
    }

    public bool IsCheckpointDue(long afterWalBytes) => WalBytes >= Math.Max(afterWalBytes, _checkpointNotBelowBytes);

    /// <summary>
    /// Replaces the snapshot and deletes the log behind it. Everything was committed and the log's file ended just before.
    /// </summary>
    public CommitOutcome WriteSnapshot(int nextId, HeadSeries[] series)
    {
        long replayFrom = Log.NextNumber;
        CommitOutcome outcome = Try(
            () =>
            {
                HeadSnapshot.Write(_files, _create, replayFrom, nextId, series);
                Log.DeleteBelow(replayFrom);
            },
            ref _failedCheckpoints);
        if (outcome == CommitOutcome.Committed) Volatile.Write(ref _checkpoints, _checkpoints + 1);

        // After a failure the log has to grow by an eighth before the next attempt, lest every commit pays for one.
        _checkpointNotBelowBytes = outcome == CommitOutcome.Committed ? 0 : WalBytes + (WalBytes / 8);
        return outcome;
    }

    public void Dispose()
    {
        _log?.Dispose();
        _lock.Dispose();
    }

    private CommitOutcome Try(Action write, ref long failures)
    {
        try
        {
            write();
            return CommitOutcome.Committed;
        }
        catch (Exception error) when (WriteFailure.IsExpected(error))
        {
            _lastFailure = error.Message;
            Volatile.Write(ref failures, failures + 1);
            return WriteFailure.Classify(error);
        }
    }
}
