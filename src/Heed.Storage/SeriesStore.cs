using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Compaction;
using Heed.Storage.Head;
using Heed.Storage.Index;
using Heed.Storage.Wal;

namespace Heed.Storage;

/// <summary>
/// The embedded time-series store: appends, group commits, selects, deletes. Every method may be called from any thread; appends are
/// taken one after the other, readers never wait for them or for the disk. Whoever owns the store calls <see cref="Maintain"/> from
/// time to time: that moves what has aged from memory into blocks on disk.
/// </summary>
public sealed class SeriesStore : IBatchSampleSink, ISampleRunSink, IHistogramSink, ISeriesReader, IDisposable
{
    private readonly StoreCore _core;
    private readonly Lock _maintenance = new();
    private readonly Maintainer _maintainer;
    private readonly SeriesSelection _selection;
    private bool _isDisposed;

    private SeriesStore(StoreCore core)
    {
        _core = core;
        _maintainer = new Maintainer(core);
        _selection = new SeriesSelection(core.Head, core.Blocks, core.Selections);
    }

    /// <summary>Figures of this moment, for self-metrics and for people.</summary>
    public StoreReport Report
    {
        get
        {
            lock (_core.Writer)
            {
                return _core.Counters.ToReport_NeedsLock(_core.Head.Count, _core.PendingBytes_NeedsWriter, _core.Directory, _core.Blocks);
            }
        }
    }

    /// <summary>Opens a store and recovers what was committed.</summary>
    /// <exception cref="ArgumentException">An option is outside its range; the message names all of them.</exception>
    /// <exception cref="IOException">The directory cannot be used, or another process has it open.</exception>
    /// <exception cref="InvalidDataException">Another version wrote the files.</exception>
    public static SeriesStore Open(StoreOptions options) => Open(options, DurableFile.Create);

    /// <param name="options">The settings.</param>
    /// <param name="create">Makes the files that the store writes.</param>
    internal static SeriesStore Open(StoreOptions options, Func<string, IDurableFile> create)
    {
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (options.Directory is null) return new SeriesStore(new StoreCore(options, null));
        StoreDirectory directory = StoreDirectory.Acquire(options.Directory, create);
        try
        {
            StoreCore core = new(options, directory);
            core.Recover();
            return new SeriesStore(core);
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
        lock (_core.Writer)
        {
            AppendOutcome outcome = _core.Find_NeedsWriter(labels, timeMs, value, null, out HeadSeries? series);
            return series is null ? outcome : _core.Append_NeedsWriter(series, timeMs, value);
        }
    }

    /// <inheritdoc/>
    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        lock (_core.Writer)
        {
            AppendOutcome outcome = _core.Find_NeedsWriter(labels, timeMs, 0, histogram, out HeadSeries? series);
            return series is null ? outcome : _core.Append_NeedsWriter(series, timeMs, histogram);
        }
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        lock (_core.Writer)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                ref readonly SeriesSample sample = ref samples[i];
                if (sample.Series.Place is not HeadSeries { IsGone: false } series)
                {
                    LabelSet labels = _core.Head.Index.Share(sample.Series.Labels);
                    outcomes[i] = _core.Find_NeedsWriter(labels, sample.TimeMs, sample.Value, null, out HeadSeries? found);
                    if (found is null) continue;
                    sample.Series.Settle(found, found.Labels);
                    series = found;
                }
                else if (_core.IsBacklogged_NeedsWriter())
                {
                    outcomes[i] = _core.Limited_NeedsWriter(RefusalReason.UncommittedLimit);
                    continue;
                }

                outcomes[i] = _core.Append_NeedsWriter(series, sample.TimeMs, sample.Value);
            }
        }
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<SampleRun> runs)
    {
        lock (_core.Writer)
        {
            foreach (ref readonly SampleRun run in runs) _core.Append_NeedsWriter(run);
        }
    }

    /// <summary>
    /// Makes everything appended before the call durable, by one write and one flush. Takes a checkpoint where the log has
    /// grown to <see cref="StoreOptions.CheckpointWalBytes"/>; its failure is counted and does not make the commit fail.
    /// </summary>
    public CommitOutcome Commit()
    {
        lock (_core.Committer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _core.Commit_NeedsCommitter();
        }
    }

    /// <summary>
    /// Commits, writes a snapshot of all series in memory and deletes the log that it replaces, so that the next start reads the snapshot
    /// alone. A crash at any moment leaves the old or the new state. Appends and queries go on meanwhile.
    /// </summary>
    public CommitOutcome Checkpoint()
    {
        lock (_core.Committer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _core.Checkpoint_NeedsCommitter();
        }
    }

    /// <summary>
    /// Does the next thing that is due, if any: writes what is old enough from memory into a block, merges blocks into longer ones, drops
    /// what the retention gives up. How far time has come is the newest sample's to say. Appends, commits and queries go on meanwhile;
    /// a crash at any moment leaves the old or the new state. To be called again until it says <see cref="MaintenanceOutcome.Idle"/> or
    /// fails.
    /// </summary>
    /// <exception cref="OperationCanceledException">The step was not finished; nothing changed.</exception>
    public MaintenanceOutcome Maintain(CancellationToken cancellation)
    {
        lock (_maintenance)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _maintainer.Step(cancellation);
        }
    }

    /// <summary>
    /// Deletes the samples of a range that are there now. No query sees them from the return on; the bytes go when their block is written
    /// anew. Where the outcome is not <see cref="CommitOutcome.Committed"/>, a later commit makes the deletion durable.
    /// </summary>
    /// <param name="matchers">The series; none for all of them.</param>
    /// <param name="fromMs">Inclusive.</param>
    /// <param name="toMs">Inclusive.</param>
    public CommitOutcome Delete(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        lock (_core.Committer)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _core.Delete_NeedsCommitter(matchers, fromMs, toMs);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        _selection.Select(matchers, fromMs, toMs, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames(
        IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        _selection.LabelNames(matchers, fromMs, toMs, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        _selection.LabelValues(name, matchers, fromMs, toMs, cancellation);

    /// <summary>
    /// Counts the series in memory by metric and by label. Appends go on meanwhile; the cost grows with the series and their labels.
    /// </summary>
    /// <param name="top">The length of each list.</param>
    /// <param name="cancellation">Ends the count.</param>
    public Cardinality CountCardinality(int top, CancellationToken cancellation) =>
        CardinalityCount.Of(_core.Head.Index, top, cancellation);

    /// <summary>Commits and closes the files. Appends from now on are not kept, and blocks answer nothing any more.</summary>
    public void Dispose()
    {
        lock (_maintenance)
        {
            lock (_core.Committer)
            {
                if (_isDisposed) return;
                _isDisposed = true;
                _core.Write_NeedsCommitter(endFile: true);
                _core.Directory?.Dispose();
            }
        }
    }
}
