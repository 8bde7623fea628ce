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
    private readonly WatchedModels _models;
    private readonly ServerFigures _figures;
    private readonly ILogger _log;
    private long _journalled;
    private long _lastBytes;
    private ulong _written;

    /// <summary>Checkpoints from here on know every baseline; null before the first of them. Earlier ones need the whole journal.</summary>
    private ulong? _settledFrom;

    /// <param name="files">Where they are kept.</param>
    /// <param name="journal">What they make short.</param>
    /// <param name="models">What they hold.</param>
    /// <param name="figures">Counts failures.</param>
    /// <param name="log">Tells of them.</param>
    /// <param name="written">The first journal entry that the newest one does not hold.</param>
    public Checkpointer(
        CheckpointFiles files, EventJournal journal, WatchedModels models, ServerFigures figures, ILogger log, ulong written)
    {
        _files = files;
        _journal = journal;
        _models = models;
        _settledFrom = models.MayLearn ? null : 0;
        _figures = figures;
        _log = log;
        _written = written;
        _journalled = written == journal.NextSequence ? 0 : journal.CommittedBytes;
    }

    /// <summary>Counts what was journalled.</summary>
    public void Journalled(long bytes) => _journalled += bytes;

    public void WriteIfDue(long nowMs)
    {
        if (_models.IsCheckpointDue || _journalled >= Math.Max(DueAfterBytes, DueAfterSizes * _lastBytes)) Write(nowMs);
    }

    /// <summary>Writes one if anything was journalled since the last. A failure is logged and counted; the journal is then kept.</summary>
    public void Write(long nowMs)
    {
        if (_journal.NextSequence == _written) return;
        _journalled = 0;
        try
        {
            CheckpointReceipt receipt = _files.Write(_journal.NextSequence, nowMs, _models);
            _lastBytes = receipt.Bytes;
            _written = _journal.NextSequence;
            _models.IsCheckpointDue = false;
            foreach (ModelMonitor monitor in _models) monitor.CheckpointKept();
            LetGo(receipt.NeededFrom);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _figures.CheckpointFailures.Increment();
            ServerLog.CheckpointFailed(_log, error);
        }
    }

    /// <summary>While a model learns, and while a checkpoint of that time may still be needed, the journal is what its baseline is made of.</summary>
    private void LetGo(ulong neededFrom)
    {
        if (_models.IsLearning) return;
        _settledFrom ??= _written;
        if (neededFrom >= _settledFrom) _journal.DeleteBefore(neededFrom);
    }
}
