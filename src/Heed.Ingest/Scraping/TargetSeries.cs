using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Ingest.Scraping;

/// <summary>
/// The series of one target: what each scraped one is called in the store, and which of them are alive. A series that a scrape does
/// not have any more ends with a stale marker; so do all of them when a scrape fails or the target goes away. One caller at a time.
/// </summary>
internal sealed class TargetSeries
{
    private const long FutureToleranceMs = 10 * 60_000;

    private readonly ScrapeJobOptions _job;
    private readonly SampleLabels _labels;
    private readonly Dictionary<LabelSet, Entry> _known = [];
    private readonly List<LabelSet> _gone = [];
    private readonly LabelSet[] _reports;
    private int _pass;
    private bool _wasReported;

    public TargetSeries(ScrapeJobOptions job, LabelSet target)
    {
        _job = job;
        _labels = new SampleLabels(job, target);
        string[] names =
            ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];
        _reports = [.. names.Select(_labels.Report)];
    }

    public ScrapeBatch Batch { get; } = new();

    /// <summary>Samples that the target exposed in this scrape.</summary>
    public long Scraped { get; private set; }

    /// <summary>Those that relabelling kept.</summary>
    public long Kept { get; private set; }

    /// <summary>Series that the scrape before did not have.</summary>
    public long Added { get; private set; }

    /// <summary>Samples whose own time is more than ten minutes ahead.</summary>
    public long FromFuture { get; private set; }

    /// <summary>The first thing that fails the scrape; empty for none.</summary>
    public string Error { get; private set; } = "";

    public void Begin()
    {
        Batch.Clear();
        _pass++;
        (Scraped, Kept, Added, FromFuture, Error) = (0, 0, 0, 0, "");
    }

    /// <summary>
    /// Takes one exposed sample. After an error samples are counted and no more, so that the report of the scrape says how many there
    /// were.
    /// </summary>
    /// <param name="exposed">As the target wrote it, the metric's name in it.</param>
    /// <param name="ownTimeMs">The target's time; null where it gave none.</param>
    /// <param name="scrapeTimeMs">The scrape's.</param>
    /// <param name="value">Any double.</param>
    public void Take(LabelSet exposed, long? ownTimeMs, long scrapeTimeMs, double value)
    {
        Scraped++;
        if (!_known.TryGetValue(exposed, out Entry? entry))
        {
            LabelSet? resolved = _labels.Resolve(exposed, out ScrapeRefusal refusal);
            if (refusal != ScrapeRefusal.None)
            {
                Fail(_labels.Detail);
                return;
            }

            if (Error.Length > 0)
            {
                if (resolved is not null) Kept++;
                return;
            }

            _known.Add(exposed, entry = new Entry(resolved));
            if (resolved is not null) Added++;
        }

        entry.Pass = _pass;
        if (entry.Labels is null) return;
        Kept++;
        if (_job.Limits.Samples > 0 && Kept > _job.Limits.Samples) Fail("sample_limit exceeded: the limit is " + _job.Limits.Samples);
        if (Error.Length > 0) return;
        long timeMs = _job.HonorsTimestamps && ownTimeMs is { } own ? own : scrapeTimeMs;
        if (timeMs > scrapeTimeMs + FutureToleranceMs)
        {
            FromFuture++;
            return;
        }

        entry.EndsWithMarker = ownTimeMs is null || !_job.HonorsTimestamps || _job.TracksTimestampsStaleness;
        Batch.Add(entry.Labels, timeMs, value);
    }

    /// <summary>Ends a scrape that went well: the series that it does not have any more become stale.</summary>
    public void Complete(long timeMs)
    {
        _gone.Clear();
        foreach ((LabelSet exposed, Entry entry) in _known)
        {
            if (entry.Pass == _pass)
            {
                entry.IsAlive = entry.Labels is not null;
                entry.IsEstablished = true;
                continue;
            }

            EndSeries(entry, timeMs);
            _gone.Add(exposed);
        }

        Forget();
    }

    /// <summary>Makes the scrape one of nothing. What it counted stays, and so do the series, which may be back at the next one.</summary>
    public void Fail(string error)
    {
        if (Error.Length == 0) Error = error;
    }

    /// <summary>
    /// Ends a scrape that <see cref="Fail"/> was called in. Series that no good scrape had yet are forgotten, so that a target that never
    /// has one holds no memory.
    /// </summary>
    public void EndAll(long timeMs)
    {
        Batch.Clear();
        _gone.Clear();
        foreach ((LabelSet exposed, Entry entry) in _known)
        {
            EndSeries(entry, timeMs);
            if (!entry.IsEstablished) _gone.Add(exposed);
        }

        Forget();
    }

    /// <summary>Adds the five series that tell of the scrape itself.</summary>
    public void Report(long timeMs, TimeSpan duration)
    {
        double[] values = [Error.Length == 0 ? 1 : 0, duration.TotalSeconds, Scraped, Kept, Added];
        for (int i = 0; i < values.Length; i++) Batch.Add(_reports[i], timeMs, values[i]);
        _wasReported = true;
    }

    /// <summary>The target goes away: everything it had ends, the reports of its scrapes included.</summary>
    public void Leave(long timeMs)
    {
        EndAll(timeMs);
        if (!_wasReported) return;
        foreach (LabelSet report in _reports) Batch.Add(report, timeMs, StaleMarker.Value);
    }

    private void Forget()
    {
        foreach (LabelSet exposed in _gone) _known.Remove(exposed);
        _gone.Clear();
    }

    private void EndSeries(Entry entry, long timeMs)
    {
        if (entry.IsAlive && entry.EndsWithMarker) Batch.Add(entry.Labels!, timeMs, StaleMarker.Value);
        entry.IsAlive = false;
    }

    /// <param name="labels">In the store; null where relabelling drops the series.</param>
    private sealed class Entry(LabelSet? labels)
    {
        public LabelSet? Labels => labels;

        public int Pass { get; set; }

        public bool IsAlive { get; set; }

        /// <summary>A good scrape had it.</summary>
        public bool IsEstablished { get; set; }

        public bool EndsWithMarker { get; set; }
    }
}
