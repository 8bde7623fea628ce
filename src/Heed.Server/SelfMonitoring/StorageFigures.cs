using Heed.Ingest.Scraping;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Remote.Writing;
using Heed.Server.Hosting;
using Heed.Storage;

namespace Heed.Server.SelfMonitoring;

/// <summary>The store's own figures, of one reading a collection; those of the way to a remote store; those of scraping.</summary>
internal sealed class StorageFigures(SeriesBackend series, Scraper? scraper) : ISampleSource
{
    private readonly Dictionary<(string Metric, string? Reason, string? Remote), LabelSet> _labels = [];

    public void Collect(long nowMs, ISampleSink sink)
    {
        if (series.Store is { } store) Collect(store.Report, nowMs, sink);
        if (series.RemoteSink is { } remote) Collect(remote.Counters, null, nowMs, sink);
        foreach (RemoteWriteTarget target in series.Targets) Collect(target, nowMs, sink);
        if (scraper is not null) Collect(scraper.Counters, nowMs, sink);
    }

    private void Collect(StoreReport report, long nowMs, ISampleSink sink)
    {
        void Add(string metric, double value) => sink.Append(Labels("heed_storage_" + metric), nowMs, value);
        Add("series", report.Series);
        Add("samples", report.Samples);
        Add("chunk_bytes", report.ChunkBytes);
        Add("wal_bytes", report.WalBytes);
        Add("blocks", report.Blocks);
        Add("block_bytes", report.BlockBytes);
        Add("unreadable_blocks", report.UnreadableBlocks);
        Add("damaged_records", report.DamagedRecords);
        Add("damaged_block_parts", report.DamagedBlockParts);
        Add("failed_commits_total", report.FailedCommits);
        Add("failed_checkpoints_total", report.FailedCheckpoints);
        Add("failed_maintenance_total", report.FailedMaintenance);
        Add("abandoned_compactions_total", report.AbandonedCompactions);
        Add("sealed_blocks_total", report.SealedBlocks);
        Add("compactions_total", report.Compactions);
        Add("dropped_blocks_total", report.DroppedBlocks);
        Add("dropped_series_total", report.DroppedSeries);
        Add("late_samples_total", report.LateSamples);
        Add("deletions_total", report.Deletions);
        foreach ((RefusalReason reason, long count) in report.Refused)
        {
            sink.Append(Labels("heed_storage_refused_samples_total", RefusalWord(reason)), nowMs, count);
        }
    }

    private void Collect(RemoteWriteTarget target, long nowMs, ISampleSink sink)
    {
        void Add(string reason, long count) => sink.Append(Labels("heed_remote_write_left_out_samples_total", reason, target.Name), nowMs, count);
        Collect(target.Counters, target.Name, nowMs, sink);
        Add("relabelled", target.RelabelledAway);
        Add("native_histogram", target.HistogramsLeftOut);
        Add("late", target.LateLeftOut);
    }

    /// <param name="counters">Of one queue.</param>
    /// <param name="name">The target's; null for the store that is used instead of the embedded one.</param>
    /// <param name="nowMs">The collection's time.</param>
    /// <param name="sink">Takes the samples.</param>
    private void Collect(RemoteWriteCounters counters, string? name, long nowMs, ISampleSink sink)
    {
        void Add(string metric, double value) => sink.Append(Labels("heed_remote_write_" + metric, remote: name), nowMs, value);
        Add("sent_samples_total", counters.Sent);
        Add("refused_samples_total", counters.Refused);
        Add("rejected_samples_total", counters.Rejected);
        Add("dropped_samples_total", counters.Dropped);
        Add("retries_total", counters.Retries);
        Add("waiting_samples", counters.WaitingSamples);
        Add("waiting_bytes", counters.WaitingBytes);
        Add("failed_commits_total", counters.FailedCommits);
    }

    private void Collect(ScrapeCounters counters, long nowMs, ISampleSink sink)
    {
        void Add(string metric, double value) => sink.Append(Labels("heed_scrape_" + metric), nowMs, value);
        Add("scrapes_total", counters.Scrapes);
        Add("failed_scrapes_total", counters.FailedScrapes);
        Add("skipped_scrapes_total", counters.SkippedBusy + counters.SkippedLate + counters.SkippedLimit);
        Add("samples_total", counters.AppendedSamples);
        Add("rejected_samples_total", counters.RejectedSamples);
    }

    private LabelSet Labels(string metric, string? reason = null, string? remote = null)
    {
        (string, string?, string?) key = (metric, reason, remote);
        if (_labels.TryGetValue(key, out LabelSet? known)) return known;
        LabelSet labels = LabelSet.Of((LabelNames.MetricName, metric), ("job", "heed"), ("reason", reason ?? ""), ("remote_name", remote ?? ""));
        _labels.Add(key, labels);
        return labels;
    }

    private static string RefusalWord(RefusalReason reason) => string.Concat(
        reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
