using Heed.Storage.Blocks;
using Heed.Storage.Head;

namespace Heed.Storage.Compaction;

/// <summary>Seals, compacts and drops, one step a call. Belongs to whoever holds the maintainer's lock.</summary>
internal sealed class Maintainer(StoreCore core)
{
    /// <summary>A block takes at most this part of <see cref="StoreOptions.MaxBytes"/>: it goes as a whole.</summary>
    private const int BlocksPerMaxBytes = 8;

    private readonly HashSet<long> _abandoned = [];
    private long _nothingToSealBeforeMs = long.MinValue;

    public MaintenanceOutcome Step(CancellationToken cancellation)
    {
        if (core.Directory is not { } directory) return MaintenanceOutcome.Idle;
        long newestMs;
        lock (core.Writer) newestMs = core.NewestMs;
        if (newestMs == long.MinValue) return MaintenanceOutcome.Idle;
        return Seal(directory, newestMs, cancellation)
            ?? Settle(directory)
            ?? Drop(directory, newestMs)
            ?? Compact(directory, newestMs, cancellation)
            ?? MaintenanceOutcome.Idle;
    }

    private MaintenanceOutcome? Seal(StoreDirectory directory, long newestMs, CancellationToken cancellation)
    {
        if (newestMs < long.MinValue + HeadSealer.LagMs) return null;
        long beforeMs = BlockRange.Of(newestMs - HeadSealer.LagMs, BlockRange.LeastMs).StartMs;
        if (beforeMs <= _nothingToSealBeforeMs) return null;
        HeadSeries[] series;
        lock (core.Writer) series = core.Head.ToArray();
        BlockRange? range = HeadSealer.NextRange(series, beforeMs, RetentionPolicy.LongestBlockMs(core.Options.Retention));
        if (range is null)
        {
            _nothingToSealBeforeMs = beforeMs;
            return null;
        }

        return Seal(directory, range.Value, cancellation);
    }

    private MaintenanceOutcome Seal(StoreDirectory directory, BlockRange range, CancellationToken cancellation)
    {
        HeadSeries[] series;
        long logBefore;
        long number;
        lock (core.Committer)
        {
            CommitOutcome written = core.Write_NeedsCommitter(endFile: true);
            if (written != CommitOutcome.Committed) return Failure(written);
            lock (core.Writer) series = core.Head.ToArray();
            logBefore = directory.Log.NextNumber;
            number = core.Blocks.TakeNumber();
        }

        Array.Sort(series, static (a, b) => a.Labels.CompareTo(b.Labels));
        HeadMark[] marks = new HeadMark[series.Length];
        bool isEmpty = false;
        CommitOutcome outcome = directory.WriteBlock(number, writer =>
        {
            HeadSealer.Write(series, marks, range, writer, cancellation);
            isEmpty = writer.SeriesCount == 0;
            if (!isEmpty) writer.Finish(range, logBefore, []);
        });
        if (outcome != CommitOutcome.Committed) return Failure(outcome);
        lock (core.Committer)
        {
            // A deletion may have emptied the range meanwhile.
            if (!isEmpty) outcome = directory.Maintain(() => core.Blocks.Add(number));
            if (outcome != CommitOutcome.Committed) return Failure(outcome);
            core.Release_NeedsCommitter(series, marks, range);
        }

        lock (core.Writer) core.Counters.SealedBlocks++;
        return MaintenanceOutcome.Sealed;
    }

    /// <summary>A checkpoint behind the last seal: log and snapshot let go of what blocks hold.</summary>
    private MaintenanceOutcome? Settle(StoreDirectory directory)
    {
        lock (core.Committer)
        {
            if (!core.Blocks.Current.Blocks.Any(b => b.Footer.LogBefore > directory.ReplayFrom)) return null;
            CommitOutcome outcome = core.Checkpoint_NeedsCommitter();
            return outcome == CommitOutcome.Committed ? null : Failure(outcome);
        }
    }

    private MaintenanceOutcome? Drop(StoreDirectory directory, long newestMs)
    {
        long cutoffMs = RetentionPolicy.CutoffMs(core.Options.Retention, newestMs);
        lock (core.Committer)
        {
            List<Block> expired = RetentionPolicy.Expired(
                core.Blocks.Current.Blocks, cutoffMs, core.Options.MaxBytes, directory.HeadBytes);
            if (expired.Count == 0) return null;
            CommitOutcome outcome = directory.Maintain(() => core.Blocks.Drop(expired));
            lock (core.Writer) core.Counters.DroppedBlocks += expired.Count;
            return outcome == CommitOutcome.Committed ? MaintenanceOutcome.Dropped : Failure(outcome);
        }
    }

    private MaintenanceOutcome? Compact(StoreDirectory directory, long newestMs, CancellationToken cancellation)
    {
        StoreOptions options = core.Options;
        long windowMs = HeadSealer.LagMs + (long)options.OutOfOrderWindow.TotalMilliseconds;
        long completeBeforeMs = newestMs < long.MinValue + windowMs ? long.MinValue : newestMs - windowMs;
        List<Block> blocks =
        [
            .. core.Blocks.Current.Blocks.Where(b => !_abandoned.Contains(b.Number) && !core.Blocks.Damages.Has(b.Number)),
        ];
        CompactionPlan? plan = CompactionPlan.Next(
            blocks,
            completeBeforeMs,
            RetentionPolicy.LongestBlockMs(options.Retention),
            options.MaxBytes / BlocksPerMaxBytes ?? long.MaxValue);
        return plan is null ? null : Compact(directory, plan, RetentionPolicy.CutoffMs(options.Retention, newestMs), cancellation);
    }

    private MaintenanceOutcome Compact(StoreDirectory directory, CompactionPlan plan, long cutoffMs, CancellationToken cancellation)
    {
        long number;
        lock (core.Committer) number = core.Blocks.TakeNumber();
        long[] sources = [.. plan.Sources.Select(b => b.Number)];
        bool isDamaged = false;
        bool isEmpty = false;
        CommitOutcome outcome = directory.WriteBlock(number, writer =>
        {
            Compactor.Write(plan, cutoffMs, writer, cancellation);
            isEmpty = writer.SeriesCount == 0;
            isDamaged = sources.Any(core.Blocks.Damages.Has);
            if (!isEmpty && !isDamaged) writer.Finish(plan.Range, 0, sources);
        });
        if (outcome != CommitOutcome.Committed) return Failure(outcome);
        if (isDamaged)
        {
            lock (core.Writer) core.Counters.AbandonedCompactions++;
            _abandoned.UnionWith(sources);
            return MaintenanceOutcome.Compacted;
        }

        lock (core.Committer)
        {
            outcome = directory.Maintain(() =>
            {
                if (isEmpty) core.Blocks.Drop(plan.Sources);
                else core.Blocks.Add(number);
            });
        }

        if (outcome != CommitOutcome.Committed) return Failure(outcome);
        lock (core.Writer)
        {
            core.Counters.Compactions++;
            core.Counters.CompactedBlocks += sources.Length;
        }

        return MaintenanceOutcome.Compacted;
    }

    private static MaintenanceOutcome Failure(CommitOutcome outcome) =>
        outcome == CommitOutcome.DiskFull ? MaintenanceOutcome.DiskFull : MaintenanceOutcome.WriteFailed;
}
