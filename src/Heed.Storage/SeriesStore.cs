using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Head;
using Heed.Storage.Index;
using Heed.Storage.Wal;

namespace Heed.Storage;

/// <summary>
/// The embedded time-series store: appends, group commits, selects. Every method may be called from any thread; appends are
/// taken one after the other, readers never wait for them or for the disk.
/// </summary>
/// <remarks>
/// Locks, always taken in this order: <c>_committer</c> owns the files and is held while they are written, so that only other
/// commits wait for a disk; <c>_writer</c> owns the series by labels, the pending records and the counters, and is held for one
/// append; inside it the index's lock and the series' lock, which readers take for one copy each.
/// </remarks>
public sealed class SeriesStore : IBatchSampleSink, ISeriesReader, IDisposable
{
    private readonly StoreOptions _options;
    private readonly Lock _committer = new();
    private readonly Lock _writer = new();
    private readonly HeadBlock _head;
    private readonly StoreCounters _counters = new();
    private readonly PendingRecords? _pending;
    private readonly StoreDirectory? _directory;
    private long _newestMs = long.MinValue;
    private int _commitsUntilRetention;
    private bool _isDisposed;

    private SeriesStore(StoreOptions options, StoreDirectory? directory)
    {
        _options = options;
        _head = new HeadBlock(options);
        _commitsUntilRetention = options.CommitsBetweenRetention;
        _directory = directory;
        _pending = directory is null ? null : new PendingRecords();
    }

    /// <summary>Figures of this moment, for self-metrics and for people.</summary>
    public StoreReport Report
    {
        get
        {
            lock (_writer) return _counters.ToReport_NeedsLock(_head.Count, _pending?.LengthBytes ?? 0, _directory);
        }
    }

    /// <summary>Opens a store and recovers what was committed.</summary>
    /// <exception cref="ArgumentException">An option is outside its range; the message names all of them.</exception>
    /// <exception cref="IOException">The directory cannot be used, or another process has it open.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote the files.</exception>
    public static SeriesStore Open(StoreOptions options) => Open(options, DurableFile.Create);

    /// <param name="options">The settings.</param>
    /// <param name="create">Makes the files that the store writes.</param>
    internal static SeriesStore Open(StoreOptions options, Func<string, IDurableFile> create)
    {
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (options.Directory is null) return new SeriesStore(options, null);
        StoreDirectory directory = StoreDirectory.Acquire(options.Directory, create);
        try
        {
            SeriesStore store = new(options, directory);
            directory.Recover(store._head, options.SegmentBytes);
            store.MeasureRecovered();
            return store;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        lock (_writer)
        {
            AppendOutcome outcome = Find_NeedsLock(labels, out HeadSeries? series);
            return series is null ? outcome : Append_NeedsLock(series, timeMs, value);
        }
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        lock (_writer)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                ref readonly SeriesSample sample = ref samples[i];
                if (sample.Series.Place is not HeadSeries { IsGone: false } series)
                {
                    outcomes[i] = Find_NeedsLock(sample.Series.Labels, out HeadSeries? found);
                    sample.Series.Place = found;
                    if (found is null) continue;
                    series = found;
                }
                else if (IsBacklogged_NeedsLock())
                {
                    outcomes[i] = Limited_NeedsLock(RefusalReason.UncommittedLimit);
                    continue;
                }

                outcomes[i] = Append_NeedsLock(series, sample.TimeMs, sample.Value);
            }
        }
    }

    /// <summary>
    /// Makes everything appended before the call durable, by one write and one flush. Takes a checkpoint where the log has
    /// grown to <see cref="StoreOptions.CheckpointWalBytes"/>; its failure is counted and does not make the commit fail.
    /// </summary>
    public CommitOutcome Commit()
    {
        lock (_committer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            CommitOutcome outcome = Commit_NeedsLock(endFile: false);
            if (--_commitsUntilRetention <= 0) ApplyRetention_NeedsLock();
            if (outcome == CommitOutcome.Committed && _directory!.IsCheckpointDue(_options.CheckpointWalBytes)) Checkpoint_NeedsLock();
            return outcome;
        }
    }

    /// <summary>
    /// Commits, writes a snapshot of all series and deletes the log that it replaces, so that the next start reads the snapshot
    /// alone. A crash at any moment leaves the old or the new state. Appends and queries go on meanwhile.
    /// </summary>
    public CommitOutcome Checkpoint()
    {
        lock (_committer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Checkpoint_NeedsLock();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        SeriesSelection.Select(_head.Index, matchers, fromMs, toMs, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames(
        IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        SeriesSelection.LabelNames(_head.Index, matchers, fromMs, toMs, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        SeriesSelection.LabelValues(_head.Index, name, matchers, fromMs, toMs, cancellation);

    /// <summary>Commits and closes the files. Readers may finish; appends from now on are not kept.</summary>
    public void Dispose()
    {
        lock (_committer)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            Commit_NeedsLock(endFile: true);
            _directory?.Dispose();
        }
    }

    /// <summary>The series of the labels, made where it is new; null where a limit forbids it, and then why.</summary>
    private AppendOutcome Find_NeedsLock(LabelSet labels, out HeadSeries? series)
    {
        bool known = _head.TryFind(labels, out series);
        if (!known && _head.Forbids(labels) is { } limit) return Limited_NeedsLock(limit);
        if (IsBacklogged_NeedsLock())
        {
            series = null;
            return Limited_NeedsLock(RefusalReason.UncommittedLimit);
        }

        if (!known) series = _head.Add(labels);
        return AppendOutcome.Appended;
    }

    private AppendOutcome Append_NeedsLock(HeadSeries series, long timeMs, double value)
    {
        AppendOutcome outcome = series.Append(timeMs, value, out int sealedBytes);
        if (outcome != AppendOutcome.Appended)
        {
            _counters.Refuse_NeedsLock(outcome);
            return outcome;
        }

        _counters.Samples++;
        _counters.ChunkBytes += sealedBytes;
        if (timeMs > _newestMs) _newestMs = timeMs;
        _pending?.Add(series, timeMs, value);
        return outcome;
    }

    private CommitOutcome Commit_NeedsLock(bool endFile)
    {
        if (_directory is null) return CommitOutcome.InMemory;
        lock (_writer)
        {
            _pending!.MoveTo(_directory.Log.Outgoing);
            _directory.PublishBacklog();
            if (endFile || _directory.Log.WillBeFull)
            {
                _directory.Log.EndFile();
                _pending.BeginStretch();
            }
        }

        return _directory.Commit();
    }

    private CommitOutcome Checkpoint_NeedsLock()
    {
        ApplyRetention_NeedsLock();
        CommitOutcome outcome = Commit_NeedsLock(endFile: true);
        if (outcome != CommitOutcome.Committed) return outcome;
        HeadSeries[] series;
        int nextId;
        lock (_writer)
        {
            series = _head.ToArray();
            nextId = _head.NextId;
        }

        return _directory!.WriteSnapshot(nextId, series);
    }

    /// <summary>In short turns, so that appends wait for none of them long.</summary>
    private void ApplyRetention_NeedsLock()
    {
        const int SeriesPerTurn = 1024;
        _commitsUntilRetention = _options.CommitsBetweenRetention;
        if (_options.Retention is not { } retention) return;
        HeadSeries[] all;
        long cutoffMs;
        lock (_writer)
        {
            if (_head.Count == 0) return;
            long retentionMs = (long)retention.TotalMilliseconds;
            cutoffMs = _newestMs < long.MinValue + retentionMs ? long.MinValue : _newestMs - retentionMs;
            all = _head.ToArray();
        }

        for (int start = 0; start < all.Length; start += SeriesPerTurn)
        {
            lock (_writer) DropBefore_NeedsWriter(all.AsSpan(start, Math.Min(SeriesPerTurn, all.Length - start)), cutoffMs);
        }

        lock (_writer) _head.TrimIndex();
    }

    private void DropBefore_NeedsWriter(ReadOnlySpan<HeadSeries> turn, long cutoffMs)
    {
        foreach (HeadSeries series in turn)
        {
            DroppedChunks dropped = series.DropBefore(cutoffMs);
            _counters.Drop_NeedsLock(dropped);
            if (dropped.IsEmpty) _head.Remove(series);
        }
    }

    private void MeasureRecovered()
    {
        foreach (HeadSeries series in _head.ToArray())
        {
            SeriesFigures figures = series.Measure();
            _counters.Samples += figures.Samples;
            _counters.ChunkBytes += figures.ChunkBytes;
            _newestMs = Math.Max(_newestMs, figures.LastTimeMs);
        }
    }

    private bool IsBacklogged_NeedsLock() =>
        _pending is not null && _pending.LengthBytes + _directory!.BacklogBytes >= _options.MaxUncommittedBytes;

    private AppendOutcome Limited_NeedsLock(RefusalReason reason)
    {
        _counters.Refuse_NeedsLock(reason);
        return AppendOutcome.Limited;
    }
}
