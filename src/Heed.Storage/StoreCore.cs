using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;
using Heed.Storage.Compaction;
using Heed.Storage.Deletions;
using Heed.Storage.Head;
using Heed.Storage.Wal;

namespace Heed.Storage;

/// <summary>Head, log and blocks of a store, with the locks that guard them.</summary>
/// <remarks>
/// Locks, always taken in this order: the maintainer's, held while blocks are written; <see cref="Committer"/>, which owns the files of
/// log and snapshot and the set of blocks, held while log and snapshot are written, so that only other commits wait for a disk;
/// <see cref="Writer"/>, which owns the series by labels, the pending records and the counters, held for one append; inside it the
/// index's lock and the series' lock, which readers take for one copy each.
/// </remarks>
internal sealed class StoreCore
{
    private const int SeriesPerTurn = 1024;

    private readonly PendingRecords? _pending;
    private readonly long _windowMs;
    private int _commitsUntilRetention;

    public StoreCore(StoreOptions options, StoreDirectory? directory)
    {
        Options = options;
        Head = new HeadBlock(options);
        Directory = directory;
        Blocks = directory?.Blocks ?? new BlockCatalog(null);
        _commitsUntilRetention = options.CommitsBetweenRetention;
        _pending = directory is null ? null : new PendingRecords();
        _windowMs = (long)options.OutOfOrderWindow.TotalMilliseconds;
    }

    public StoreOptions Options { get; }

    public Lock Committer { get; } = new();

    public Lock Writer { get; } = new();

    public HeadBlock Head { get; }

    public BlockCatalog Blocks { get; }

    public SelectionMemory Selections { get; } = new();

    public StoreDirectory? Directory { get; }

    public StoreCounters Counters { get; } = new();

    /// <summary>Of all samples; <see cref="long.MinValue"/> where there is none.</summary>
    public long NewestMs { get; private set; } = long.MinValue;

    public int PendingBytes_NeedsWriter => _pending?.LengthBytes ?? 0;

    public void Recover()
    {
        Directory!.Recover(Head, Options.SegmentBytes);
        NewestMs = Blocks.Current.LastTimeMs;
        foreach (HeadSeries series in Head.ToArray())
        {
            SeriesFigures figures = series.Measure();
            Counters.Samples += figures.Samples;
            Counters.ChunkBytes += figures.ChunkBytes;
            NewestMs = Math.Max(NewestMs, figures.LastTimeMs);
        }
    }

    /// <summary>The series of the labels, made where it is new; null where a limit forbids it, and then why.</summary>
    /// <param name="labels">What the series is.</param>
    /// <param name="timeMs">Of the sample that asks for it.</param>
    /// <param name="value">Of a float.</param>
    /// <param name="histogram">Or null for a float.</param>
    /// <param name="series">The series.</param>
    public AppendOutcome Find_NeedsWriter(LabelSet labels, long timeMs, double value, NativeHistogram? histogram, out HeadSeries? series)
    {
        bool known = Head.TryFind(labels, out series);
        if (!known && Head.Forbids(labels) is { } limit) return Forbidden_NeedsWriter(labels, limit);
        if (IsBacklogged_NeedsWriter())
        {
            series = null;
            return Limited_NeedsWriter(RefusalReason.UncommittedLimit);
        }

        if (known) return AppendOutcome.Appended;
        long? lastInBlocksMs = Blocks.LastTimeOf(labels, timeMs);
        if (lastInBlocksMs is not null && Refuses(labels, timeMs, value, histogram) is { } refusal)
        {
            Counters.Refuse_NeedsLock(refusal);
            return refusal;
        }

        series = Head.Add(labels);
        if (lastInBlocksMs is { } lastMs) series.Raise(lastMs);
        return AppendOutcome.Appended;
    }

    public AppendOutcome Append_NeedsWriter(HeadSeries series, long timeMs, double value)
    {
        AppendOutcome outcome = series.Append(timeMs, value, out int sealedBytes);
        if (outcome != AppendOutcome.Appended) return AppendLate_NeedsWriter(outcome, series, timeMs, value, null);
        Counters.Samples++;
        Counters.ChunkBytes += sealedBytes;
        if (timeMs > NewestMs) NewestMs = timeMs;
        _pending?.Add(series, timeMs, value);
        return outcome;
    }

    /// <summary>Each sample is taken or refused as if it came alone: a series that a limit forbids may be let in later.</summary>
    public void Append_NeedsWriter(in SampleRun run)
    {
        if (run.Series.Place is HeadSeries { IsGone: false } series)
        {
            Append_NeedsWriter(series, run);
            return;
        }

        LabelSet labels = Head.Index.Share(run.Series.Labels);
        for (int i = 0; i < run.Count; i++)
        {
            long timeMs = run.FirstMs + (i * run.StepMs);
            Find_NeedsWriter(labels, timeMs, run.Value, null, out HeadSeries? found);
            if (found is null) continue;
            run.Series.Settle(found, found.Labels);
            Append_NeedsWriter(found, run with { FirstMs = timeMs, Count = run.Count - i });
            return;
        }
    }

    /// <summary>One by one where each has to be logged, or the first is not simply the next.</summary>
    private void Append_NeedsWriter(HeadSeries series, in SampleRun run)
    {
        if (_pending is not null || !series.TryAppend(run, out int sealedBytes))
        {
            for (int i = 0; i < run.Count; i++)
            {
                if (IsBacklogged_NeedsWriter()) Limited_NeedsWriter(RefusalReason.UncommittedLimit);
                else Append_NeedsWriter(series, run.FirstMs + (i * run.StepMs), run.Value);
            }

            return;
        }

        Counters.Samples += run.Count;
        Counters.ChunkBytes += sealedBytes;
        NewestMs = Math.Max(NewestMs, run.FirstMs + ((run.Count - 1) * run.StepMs));
    }

    public AppendOutcome Append_NeedsWriter(HeadSeries series, long timeMs, NativeHistogram histogram)
    {
        AppendOutcome outcome = series.Append(timeMs, histogram, out int sealedBytes);
        if (outcome != AppendOutcome.Appended) return AppendLate_NeedsWriter(outcome, series, timeMs, 0, histogram);
        Counters.Samples++;
        Counters.ChunkBytes += sealedBytes;
        if (timeMs > NewestMs) NewestMs = timeMs;
        _pending?.AddOther(series, timeMs, 0, histogram, isLate: false);
        return outcome;
    }

    public bool IsBacklogged_NeedsWriter() =>
        _pending is not null && _pending.LengthBytes + Directory!.BacklogBytes >= Options.MaxUncommittedBytes;

    public AppendOutcome Limited_NeedsWriter(RefusalReason reason)
    {
        Counters.Refuse_NeedsLock(reason);
        return AppendOutcome.Limited;
    }

    public CommitOutcome Commit_NeedsCommitter()
    {
        CommitOutcome outcome = Write_NeedsCommitter(endFile: false);
        if (--_commitsUntilRetention <= 0) ApplyRetention_NeedsCommitter();
        if (outcome == CommitOutcome.Committed && Directory!.IsCheckpointDue(Options.CheckpointWalBytes)) Checkpoint_NeedsCommitter();
        return outcome;
    }

    /// <summary>Writes and flushes what was appended.</summary>
    public CommitOutcome Write_NeedsCommitter(bool endFile)
    {
        if (Directory is null) return CommitOutcome.InMemory;
        lock (Writer)
        {
            _pending!.MoveTo(Directory.Log.Outgoing);
            Directory.PublishBacklog();
            if (endFile || Directory.Log.WillBeFull)
            {
                Directory.Log.EndFile();
                _pending.BeginStretch();
            }
        }

        return Directory.Commit();
    }

    public CommitOutcome Checkpoint_NeedsCommitter()
    {
        ApplyRetention_NeedsCommitter();
        CommitOutcome outcome = Write_NeedsCommitter(endFile: true);
        if (outcome != CommitOutcome.Committed) return outcome;
        HeadSeries[] series;
        int nextId;
        lock (Writer)
        {
            series = Head.ToArray();
            nextId = Head.NextId;
        }

        return Directory!.WriteSnapshot(nextId, series);
    }

    /// <summary>Hides the samples at once and logs that; appends wait, so that none falls between.</summary>
    public CommitOutcome Delete_NeedsCommitter(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        Deletion deletion = Blocks.MakeDeletion(matchers, fromMs, toMs);
        lock (Writer)
        {
            Counters.Deletions++;
            Blocks.Apply(deletion);
            foreach (HeadSeries series in Head.Index.Find(deletion.Matchers, CancellationToken.None))
            {
                DroppedChunks dropped = series.Remove(fromMs, toMs, Blocks.LastTimeOf(series.Labels, long.MinValue));
                Counters.Delete_NeedsLock(dropped);
                if (dropped.IsEmpty) Head.Remove(series);
            }

            TrimIndex_NeedsWriter();
            if (Directory is not null)
            {
                _pending!.MoveTo(Directory.Log.Outgoing);
                deletion.WriteTo(Directory.Log.Outgoing);
            }
        }

        return Write_NeedsCommitter(endFile: false);
    }

    /// <summary>Takes away what a block holds now, in short turns, so that appends wait for none of them long.</summary>
    public void Release_NeedsCommitter(HeadSeries[] series, HeadMark[] marks, BlockRange range)
    {
        for (int start = 0; start < series.Length; start += SeriesPerTurn)
        {
            lock (Writer)
            {
                for (int i = start; i < Math.Min(start + SeriesPerTurn, series.Length); i++)
                {
                    DroppedChunks released = series[i].Release(range, marks[i]);
                    Counters.Release_NeedsLock(released);
                    if (released.IsEmpty) Head.Remove(series[i]);
                }
            }
        }

        lock (Writer) TrimIndex_NeedsWriter();
    }

    private AppendOutcome Forbidden_NeedsWriter(LabelSet labels, RefusalReason limit)
    {
        if (limit == RefusalReason.MetricSeriesLimit) Counters.NameLimited_NeedsLock(labels.MetricName);
        return Limited_NeedsWriter(limit);
    }

    /// <summary>In short turns, so that appends wait for none of them long.</summary>
    private void ApplyRetention_NeedsCommitter()
    {
        _commitsUntilRetention = Options.CommitsBetweenRetention;
        if (Options.Retention is null) return;
        HeadSeries[] all;
        long cutoffMs;
        lock (Writer)
        {
            if (Head.Count == 0) return;
            cutoffMs = RetentionPolicy.CutoffMs(Options.Retention, NewestMs);
            all = Head.ToArray();
        }

        for (int start = 0; start < all.Length; start += SeriesPerTurn)
        {
            lock (Writer) DropBefore_NeedsWriter(all.AsSpan(start, Math.Min(SeriesPerTurn, all.Length - start)), cutoffMs);
        }

        lock (Writer) TrimIndex_NeedsWriter();
    }

    private void TrimIndex_NeedsWriter()
    {
        Head.TrimIndex();

        // What was selected keeps series that are gone in memory.
        Selections.Forget();
    }

    private void DropBefore_NeedsWriter(ReadOnlySpan<HeadSeries> turn, long cutoffMs)
    {
        foreach (HeadSeries series in turn)
        {
            DroppedChunks dropped = series.DropBefore(cutoffMs);
            Counters.Drop_NeedsLock(dropped);
            if (dropped.IsEmpty) Head.Remove(series);
        }
    }

    /// <summary>A sample that is not newer than its series' newest: taken within the window, refused with its reason else.</summary>
    private AppendOutcome AppendLate_NeedsWriter(
        AppendOutcome refusal, HeadSeries series, long timeMs, double value, NativeHistogram? histogram)
    {
        AppendOutcome outcome = refusal;
        if (refusal == AppendOutcome.OutOfOrder && (IsInWindow(timeMs) || series.EndsAt(timeMs)))
        {
            outcome = Refuses(series.Labels, timeMs, value, histogram) ?? series.AppendLate(timeMs, value, histogram);
        }

        if (outcome != AppendOutcome.AppendedLate)
        {
            Counters.Refuse_NeedsLock(outcome);
            return outcome;
        }

        Counters.Samples++;
        Counters.LateSamples++;
        _pending?.AddOther(series, timeMs, value, histogram, isLate: true);
        return outcome;
    }

    private bool IsInWindow(long timeMs) => _windowMs > 0 && unchecked((ulong)(NewestMs - timeMs)) <= (ulong)_windowMs;

    /// <summary>Why a sample that blocks have newer ones than is not taken; null where it is.</summary>
    private AppendOutcome? Refuses(LabelSet labels, long timeMs, double value, NativeHistogram? histogram) =>
        CompareAt(labels, timeMs, value, histogram) ?? (IsInWindow(timeMs) ? null : AppendOutcome.OutOfOrder);

    /// <summary>What blocks have at the very time of a sample says of it; null where they have nothing there.</summary>
    private AppendOutcome? CompareAt(LabelSet labels, long timeMs, double value, NativeHistogram? histogram)
    {
        SampleBuffer there = new(1);
        if (!Blocks.Has(labels, timeMs, there)) return null;
        bool isSame = LateSamples.AreSame(
            there.Values[0], there.HistogramAt(0), value, histogram);
        return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
    }
}
