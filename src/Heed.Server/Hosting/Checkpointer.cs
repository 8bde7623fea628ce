using Heed.Ingest.Journal;
using Heed.Monitoring;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Writes the monitors' state so often that a restart has little to catch up on, and lets the journal go that it no longer
/// needs. Owned by the engine's owner.
/// </summary>
internal sealed class Checkpointer
{
    /// <summary>Journalled bytes after which a checkpoint is due, at the least.</summary>
    public const long DueAfterBytes = 64L << 20;

    /// <summary>And so many times the last checkpoint's size: writing checkpoints stays a small part of writing the journal.</summary>
    private const int DueAfterSizes = 8;

    private readonly CheckpointFiles _files;
    private readonly EventJournal _journal;
    private readonly IReadOnlyList<ModelMonitor> _monitors;
    private readonly ServerFigures _figures;
    private readonly ILogger _log;
    private long _journalled;
    private long _lastBytes;
    private ulong _written;

    /// <param name="files">Where they are kept.</param>
    /// <param name="journal">What they make short.</param>
    /// <param name="monitors">What they hold.</param>
    /// <param name="figures">Counts failures.</param>
    /// <param name="log">Tells of them.</param>
    /// <param name="written">The first journal entry that the newest one does not hold.</param>
    public Checkpointer(
        CheckpointFiles files, EventJournal journal, IReadOnlyList<ModelMonitor> monitors, ServerFigures figures, ILogger log, ulong written)
    {
        _files = files;
        _journal = journal;
        _monitors = monitors;
        _figures = figures;
        _log = log;
        _written = written;
        _journalled = written == journal.NextSequence ? 0 : journal.CommittedBytes;
    }

    /// <summary>Counts what was journalled.</summary>
    public void Journalled(long bytes) => _journalled += bytes;

    public void WriteIfDue(long nowMs)
    {
        if (_journalled >= Math.Max(DueAfterBytes, DueAfterSizes * _lastBytes)) Write(nowMs);
    }

    /// <summary>Writes one if anything was journalled since the last. A failure is logged and counted; the journal is then kept.</summary>
    public void Write(long nowMs)
    {
        if (_journal.NextSequence == _written) return;
        _journalled = 0;
        try
        {
            CheckpointReceipt receipt = _files.Write(_journal.NextSequence, nowMs, _monitors);
            _lastBytes = receipt.Bytes;
            _written = _journal.NextSequence;
            foreach (ModelMonitor monitor in _monitors) monitor.CheckpointKept();
            _journal.DeleteBefore(receipt.NeededFrom);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _figures.CheckpointFailures.Increment();
            ServerLog.CheckpointFailed(_log, error);
        }
    }
}
