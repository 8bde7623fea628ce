using Heed.Storage.Blocks;
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
    private long _failedMaintenance;
    private long _snapshotBytes;
    private volatile string? _lastFailure;

    private StoreDirectory(StoreFiles files, FileStream held, Func<string, IDurableFile> create)
    {
        _files = files;
        _lock = held;
        _create = create;
        Blocks = new BlockCatalog(files);
    }

    public BlockCatalog Blocks { get; }

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

    public long FailedMaintenance => Volatile.Read(ref _failedMaintenance);

    /// <summary>The first log file behind the snapshot: what blocks have taken over from older ones is nowhere else.</summary>
    public long ReplayFrom { get; private set; }

    /// <summary>Bytes of log and snapshot.</summary>
    public long HeadBytes => WalBytes + Volatile.Read(ref _snapshotBytes);

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
        Blocks.Open();
        HeadRecovery recovery = new(head, Blocks, Losses);
        File.Delete(_files.UnfinishedSnapshotPath);
        if (File.Exists(_files.SnapshotPath)) recovery.ReadSnapshot(_files.SnapshotPath);
        List<long> numbers = _files.LogNumbers();
        foreach (long number in numbers)
        {
            // A crash between a snapshot and the deletion of the log that it replaces leaves such files.
            if (number < recovery.ReplayFrom) File.Delete(_files.LogPath(number));
            else recovery.ReadLog(_files.LogPath(number), number);
        }

        head.RemoveEmpty();
        ReplayFrom = recovery.ReplayFrom;
        MeasureSnapshot();
        long next = Math.Max(numbers.Count > 0 ? numbers[^1] + 1 : 1, Math.Max(recovery.ReplayFrom, Blocks.LeastLogNumber));
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
                HeadSnapshot.Write(_files, _create, new HeadSnapshotStart(replayFrom, nextId, Blocks.Deletions), series);
                ReplayFrom = replayFrom;
                MeasureSnapshot();
                Log.DeleteBelow(replayFrom);
            },
            ref _failedCheckpoints);
        if (outcome == CommitOutcome.Committed) Volatile.Write(ref _checkpoints, _checkpoints + 1);

        // After a failure the log has to grow by an eighth before the next attempt, lest every commit pays for one.
        _checkpointNotBelowBytes = outcome == CommitOutcome.Committed ? 0 : WalBytes + (WalBytes / 8);
        return outcome;
    }

    /// <summary>Writes a new block, which has its name once <paramref name="write"/> returns.</summary>
    public CommitOutcome WriteBlock(long number, Action<BlockWriter> write) => Maintain(() =>
    {
        using BlockWriter writer = new(_files, _create, number);
        write(writer);
    });

    /// <summary>Does something with files whose failure is counted as one of maintenance.</summary>
    public CommitOutcome Maintain(Action act) => Try(act, ref _failedMaintenance);

    public void Dispose()
    {
        Blocks.Close();
        _log?.Dispose();
        _lock.Dispose();
    }

    private void MeasureSnapshot() =>
        Volatile.Write(ref _snapshotBytes, File.Exists(_files.SnapshotPath) ? new FileInfo(_files.SnapshotPath).Length : 0);

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
