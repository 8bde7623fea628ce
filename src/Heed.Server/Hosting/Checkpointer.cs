using Heed.Ingest.Journal;
using Heed.Monitoring;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;
using Heed.Storage;

using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Writes the monitors' state so often that a restart has little to catch up on, and lets the journal go that it no longer
/// needs. Owned by the engine's owner.
/// </summary>
internal sealed class Checkpointer
{
    /// <summary>Journalled bytes after which a checkpoint is due.</summary>
    public const long DueAfterBytes = 64L << 20;

    private readonly CheckpointFiles _files;
    private readonly EventJournal _journal;
    private readonly IReadOnlyList<ModelMonitor> _monitors;
    private readonly SeriesStore _series;
    private readonly ServerFigures _figures;
    private readonly ILogger _log;
    private long _journalled;
    private ulong _written;

    public Checkpointer(
        CheckpointFiles files, EventJournal journal, IReadOnlyList<ModelMonitor> monitors, SeriesStore series, ServerFigures figures, ILogger log)
    {
        _files = files;
        _journal = journal;
        _monitors = monitors;
        _series = series;
        _figures = figures;
        _log = log;
        _written = journal.NextSequence;
    }

    /// <summary>Counts what was journalled.</summary>
    public void Journalled(long bytes) => _journalled += bytes;

    public void WriteIfDue(long nowMs)
    {
        if (_journalled >= DueAfterBytes) Write(nowMs);
    }

    /// <summary>Writes one if anything was journalled since the last. A failure is logged and counted; the journal is then kept.</summary>
    public void Write(long nowMs)
    {
        if (_journal.NextSequence == _written) return;
        _journalled = 0;
        try
        {
            ModelState[] models = [.. _monitors.Select(Save)];
            ulong needed = _files.Write(new Checkpoint(_journal.NextSequence, nowMs, models));
            _written = _journal.NextSequence;
            _journal.DeleteBefore(needed);
            _series.Checkpoint();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _figures.CheckpointFailures.Increment();
            ServerLog.CheckpointFailed(_log, error);
        }
    }

    private static ModelState Save(ModelMonitor monitor)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true)) monitor.Save(writer);
        return new ModelState(monitor.Schema.Name, monitor.Baseline.Version, stream.ToArray());
    }
}
