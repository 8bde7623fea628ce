using System.Threading.Channels;

using Heed.Model.Histograms;
using Heed.Model.Metadata;
using Heed.Model.Samples;
using Heed.Model.Time;

namespace Heed.Ingest.Scraping;

/// <summary>
/// Scrapes targets. Its owner moves it forward (<see cref="Run"/>) and takes what came in (<see cref="ApplyWaiting"/>); calls and
/// parsing happen beside the owner. Before it is disposed, nobody else may touch it but for <see cref="Report"/>,
/// <see cref="Counters"/> and <see cref="WaitAsync"/>.
/// </summary>
public sealed class Scraper : IScheduled, IAsyncDisposable
{
    /// <summary>Scrapes that are under way or wait for the owner; further ones are skipped and counted.</summary>
    public const int MaxConcurrent = 256;

    /// <summary>Dropped targets of a job that a report lists; all are counted.</summary>
    public const int MaxListedDropped = 100;

    /// <summary>Between two looks at the discovery files.</summary>
    public static readonly TimeSpan DiscoveryPause = TimeSpan.FromSeconds(5);

    private readonly ISampleSink _sink;
    private readonly TimeProvider _clock;
    private readonly List<ScrapePool> _pools = [];
    private readonly Dictionary<TargetLoop, ScrapePool> _poolOf = [];
    private readonly PriorityQueue<TargetLoop, long> _due = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];
    private readonly Channel<ScrapeOutcome> _outcomes;
    private readonly Lock _reporting = new();
    private ScrapeCounters _counters;
    private int _underWay;
    private long _nextDiscoveryMs = long.MaxValue;

    /// <param name="jobs">Each name once.</param>
    /// <param name="sink">Only touched by the owner, inside <see cref="ApplyWaiting"/>.</param>
    /// <param name="clock">Measures scrapes; their times are the due times.</param>
    /// <param name="startMs">From when targets are due.</param>
    /// <param name="metadata">Told what metrics are, from any thread; null to forget it.</param>
    public Scraper(IReadOnlyList<ScrapeJobOptions> jobs, ISampleSink sink, TimeProvider clock, long startMs, IMetadataSink? metadata = null)
    {
        _sink = sink;
        _clock = clock;

        // One outcome of each scrape under way and one of each pool's discovery is all that can wait, so that writing never fails.
        _outcomes = Channel.CreateBounded<ScrapeOutcome>(new BoundedChannelOptions(MaxConcurrent + jobs.Count) { SingleReader = true });
        foreach (ScrapeJobOptions job in jobs)
        {
            ScrapePool pool = new(job, metadata, clock);
            _pools.Add(pool);
            if (pool.Discovery is not null) _nextDiscoveryMs = startMs;
            Update(pool, [], startMs);
        }
    }

    /// <inheritdoc/>
    public long NextDueMs
    {
        get
        {
            long target = _due.TryPeek(out _, out long dueMs) ? dueMs : long.MaxValue;
            return Math.Min(target, _nextDiscoveryMs);
        }
    }

    public ScrapeCounters Counters
    {
        get
        {
            lock (_reporting) return _counters;
        }
    }

    /// <summary>What is scraped at this moment. Safe to call from any thread.</summary>
    public ScrapeReport Report()
    {
        lock (_reporting)
        {
            return new ScrapeReport(
                [.. _pools.SelectMany(p => p.Loops).Select(l => l.ToStatus())
                    .OrderBy(t => t.Job, StringComparer.Ordinal).ThenBy(t => t.Labels)],
                [.. _pools.SelectMany(p => p.Dropped.Take(MaxListedDropped))],
                _pools.ToDictionary(p => p.Job.Name, p => p.Dropped.Count),
                _counters,
                [.. _pools.SelectMany(p => p.DiscoveryErrors)]);
        }
    }

    /// <summary>Begins the scrapes that are due; returns at once.</summary>
    public void Run(long dueMs)
    {
        if (_nextDiscoveryMs == dueMs)
        {
            _nextDiscoveryMs = dueMs + (long)DiscoveryPause.TotalMilliseconds;
            foreach (ScrapePool pool in _pools) BeginDiscovery(pool, dueMs);
        }

        while (_due.TryPeek(out TargetLoop? loop, out long at) && at <= dueMs)
        {
            _due.Dequeue();
            if (loop.IsRemoved) continue;
            BeginScrape(loop, dueMs);
            _due.Enqueue(loop, loop.Target.DueFrom(dueMs + 1));
        }
    }

    /// <summary>Waits until <see cref="ApplyWaiting"/> has something to do; false when nothing will ever come again.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _outcomes.Reader.WaitToReadAsync(cancellation);

    /// <summary>Hands what has come in to the sink, and returns how many samples it took. The owner commits them.</summary>
    public int ApplyWaiting(long nowMs)
    {
        int appended = 0;
        while (_outcomes.Reader.TryRead(out ScrapeOutcome? outcome))
        {
            if (outcome is ScrapeOutcome.Scraped scraped) appended += Apply(scraped, nowMs);
            else if (outcome is ScrapeOutcome.Discovered discovered) appended += Apply(discovered, nowMs);
        }

        return appended;
    }

    /// <summary>Stops what is under way. Series are not ended: after a restart they go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_reporting) running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        _outcomes.Writer.TryComplete();
        foreach (ScrapePool pool in _pools) pool.Dispose();
        _stopping.Dispose();
    }

    private void BeginDiscovery(ScrapePool pool, long nowMs)
    {
        if (pool.Discovery is not { } discovery || pool.IsDiscovering) return;
        pool.IsDiscovering = true;
        Start(Task.Run(() =>
        {
            List<TargetGroup> groups = discovery.Read(nowMs);
            _outcomes.Writer.TryWrite(new ScrapeOutcome.Discovered(pool, groups, [.. discovery.Errors]));
        }));
    }

    private void BeginScrape(TargetLoop loop, long dueMs)
    {
        bool late = NowMs() - dueMs >= loop.Target.IntervalMs;
        if (late || loop.IsUnderWay || _underWay == MaxConcurrent)
        {
            lock (_reporting)
            {
                loop.SkippedScrapes++;
                if (late) _counters = _counters with { SkippedLate = _counters.SkippedLate + 1 };
                else if (loop.IsUnderWay) _counters = _counters with { SkippedBusy = _counters.SkippedBusy + 1 };
                else _counters = _counters with { SkippedLimit = _counters.SkippedLimit + 1 };
            }

            return;
        }

        loop.IsUnderWay = true;
        _underWay++;
        ScrapePool pool = _poolOf[loop];
        string? refusal = pool.HasTooManyTargets
            ? $"target_limit exceeded: {pool.Loops.Count} targets, the limit is {pool.Job.Limits.Targets}"
            : null;
        TargetScrape scrape = new(loop, pool.Fetcher, _clock);
        Start(Task.Run(async () =>
        {
            TimeSpan duration = await scrape.RunAsync(dueMs, refusal, _stopping.Token).ConfigureAwait(false);
            if (!_stopping.IsCancellationRequested) _outcomes.Writer.TryWrite(new ScrapeOutcome.Scraped(loop, dueMs, duration));
        }));
    }

    private void Start(Task task)
    {
        lock (_reporting) _running.Add(task);
        _ = task.ContinueWith(
            done =>
            {
                lock (_reporting) _running.Remove(done);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private int Apply(ScrapeOutcome.Scraped scraped, long nowMs)
    {
        TargetLoop loop = scraped.Loop;
        int appended = Append(loop.Series);
        lock (_reporting)
        {
            loop.Finish(scraped.TimeMs, scraped.Duration);
            loop.IsUnderWay = false;
            _underWay--;
            _counters = _counters with
            {
                Scrapes = _counters.Scrapes + 1,
                FailedScrapes = _counters.FailedScrapes + (loop.Health == TargetHealth.Down ? 1 : 0),
                RejectedSamples = _counters.RejectedSamples + loop.Series.FromFuture,
            };
        }

        return loop.IsRemoved ? appended + Leave(loop, nowMs) : appended;
    }

    private int Apply(ScrapeOutcome.Discovered discovered, long nowMs)
    {
        discovered.Pool.IsDiscovering = false;
        lock (_reporting) discovered.Pool.DiscoveryErrors = discovered.Errors;
        return Update(discovered.Pool, discovered.Groups, nowMs);
    }

    private int Update(ScrapePool pool, IReadOnlyList<TargetGroup> groups, long nowMs)
    {
        int appended = 0;
        List<TargetLoop> ended = [];
        lock (_reporting)
        {
            pool.Update(
                groups,
                loop =>
                {
                    _poolOf.Add(loop, pool);
                    _due.Enqueue(loop, loop.Target.DueFrom(nowMs));
                },
                ended.Add);
        }

        foreach (TargetLoop loop in ended)
        {
            loop.IsRemoved = true;
            _poolOf.Remove(loop);
            if (!loop.IsUnderWay) appended += Leave(loop, nowMs);
        }

        return appended;
    }

    /// <summary>The markers stand behind the last scrape, whatever the clock says.</summary>
    private int Leave(TargetLoop loop, long nowMs)
    {
        loop.Series.Leave(Math.Max(nowMs, loop.LastScrapeMs + 1));
        return Append(loop.Series);
    }

    private int Append(TargetSeries series)
    {
        ScrapeBatch batch = series.Batch;
        ReadOnlySpan<long> times = batch.Samples.TimesMs;
        ReadOnlySpan<double> values = batch.Samples.Values;
        ReadOnlySpan<NativeHistogram?> histograms = batch.Samples.Histograms;
        int appended = 0;
        for (int i = 0; i < times.Length; i++)
        {
            NativeHistogram? histogram = histograms.Length > 0 ? histograms[i] : null;
            AppendOutcome outcome = histogram is null ? _sink.Append(batch.Series[i], times[i], values[i])
                : _sink is IHistogramSink both ? both.Append(batch.Series[i], times[i], histogram)
                : AppendOutcome.Limited;
            if (outcome == AppendOutcome.Appended) appended++;
        }

        int rejected = times.Length - appended;
        batch.Clear();
        lock (_reporting)
        {
            _counters = _counters with
            {
                AppendedSamples = _counters.AppendedSamples + appended,
                RejectedSamples = _counters.RejectedSamples + rejected,
            };
        }

        return appended;
    }

    private long NowMs() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
