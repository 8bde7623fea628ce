using Heed.Ingest.Exposition;
using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Samples;

namespace Heed.Ingest.Scraping;

/// <summary>
/// The series of one target: what each scraped one is called in the store, and which of them are alive. A series that a scrape does
/// not have any more ends with a stale marker; so do all of them when a scrape fails or the target goes away. One caller at a time.
/// </summary>
internal sealed class TargetSeries
{
    private const long FutureToleranceMs = 10 * 60_000;

    private static readonly string[] ReportNames =
        ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"];

    private readonly ScrapeJobOptions _job;
    private readonly IMetadataSink? _metadata;
    private readonly SampleLabels _labels;
    private readonly Dictionary<byte[], ScrapedSeries> _known;
    private readonly Dictionary<byte[], ScrapedSeries>.AlternateLookup<ReadOnlySpan<byte>> _byText;
    private readonly LabelSet[] _reports;
    private List<ScrapedSeries> _orderBefore = [];
    private List<ScrapedSeries> _order = [];
    private int _guess;
    private int _pass;
    private bool _describes = true;
    private bool _wasReported;

    /// <param name="job">How samples are taken.</param>
    /// <param name="target">The target's labels.</param>
    /// <param name="metadata">Told what metrics are, with the first scrape and with those behind one that had new series.</param>
    public TargetSeries(ScrapeJobOptions job, LabelSet target, IMetadataSink? metadata)
    {
        _job = job;
        _metadata = metadata;
        _labels = new SampleLabels(job, target);
        _known = new Dictionary<byte[], ScrapedSeries>(SeriesTextComparer.Instance);
        _byText = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        _reports = [.. ReportNames.Select(_labels.Report)];
    }

    public ScrapeBatch Batch { get; } = new();

    /// <summary>Samples that the target exposed in this scrape.</summary>
    public long Scraped { get; private set; }

    /// <summary>Those that relabelling kept.</summary>
    public long Kept { get; private set; }

    /// <summary>Series that the last good scrape did not have.</summary>
    public long Added { get; private set; }

    /// <summary>Samples whose own time is more than ten minutes ahead.</summary>
    public long FromFuture { get; private set; }

    /// <summary>The first thing that fails the scrape; empty for none.</summary>
    public string Error { get; private set; } = "";

    public void Begin()
    {
        Batch.Clear();
        (_order, _orderBefore) = (_orderBefore, _order);
        _order.Clear();
        _guess = 0;
        _pass++;
        (Scraped, Kept, Added, FromFuture, Error) = (0, 0, 0, 0, "");
    }

    /// <summary>
    /// Takes all samples of an exposition. A mistake in it or a limit fails the scrape; beyond a limit samples are counted and no more,
    /// so that the report says how many there were.
    /// </summary>
    public void Take(IExpositionReader reader, long scrapeTimeMs)
    {
        while (true)
        {
            // Targets write their series in the same order every time: the guess spares the lookup.
            ScrapedSeries? likely = _guess < _orderBefore.Count ? _orderBefore[_guess] : null;
            switch (reader.Next(likely is null ? [] : likely.Text))
            {
                case ExpositionEntry.End: return;
                case ExpositionEntry.Broken:
                    Fail(reader.Error!.ToString());
                    return;
                case ExpositionEntry.Metadata:
                    if (_describes) _metadata?.Describe(reader.ReadMetadata());
                    continue;
                default:
                    if (!TryTake(reader, reader.IsLikely ? likely : null, scrapeTimeMs)) return;
                    continue;
            }
        }
    }

    /// <summary>Ends a scrape that went well: the series that it does not have any more become stale.</summary>
    public void Complete(long timeMs)
    {
        _describes = Added > 0 && !_describes;
        foreach ((byte[] text, ScrapedSeries series) in _known)
        {
            if (series.Pass == _pass)
            {
                series.IsAlive = series.Labels is not null;
                series.IsEstablished = true;
                continue;
            }

            End(series, timeMs);

            // Removing while enumerating is allowed for a dictionary.
            _known.Remove(text);
        }
    }

    /// <summary>Makes the scrape one of nothing; what it counted stays.</summary>
    public void Fail(string error)
    {
        if (Error.Length == 0) Error = error;
    }

    /// <summary>
    /// Ends a scrape that <see cref="Fail"/> was called in. Series that no good scrape had yet are forgotten, so that a target that never
    /// has one holds no memory; the others may be back at the next scrape.
    /// </summary>
    public void EndAll(long timeMs)
    {
        Batch.Clear();
        _order.Clear();
        foreach ((byte[] text, ScrapedSeries series) in _known)
        {
            End(series, timeMs);
            if (!series.IsEstablished) _known.Remove(text);
        }
    }

    /// <summary>Adds the five series that tell of the scrape itself.</summary>
    public void Report(long timeMs, TimeSpan duration)
    {
        ReadOnlySpan<double> values = [Error.Length == 0 ? 1 : 0, duration.TotalSeconds, Scraped, Kept, Added];
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

    /// <summary>False where the body is broken.</summary>
    private bool TryTake(IExpositionReader reader, ScrapedSeries? series, long scrapeTimeMs)
    {
        if (series is null && !_byText.TryGetValue(reader.SeriesText, out series))
        {
            LabelSetBuilder exposed = new();
            if (!reader.TryReadLabels(exposed))
            {
                Fail(reader.Error!.ToString());
                return false;
            }

            series = Resolve(reader.SeriesText, exposed.Build());
        }

        Scraped++;
        if (series is null) return true;
        if (series.Labels is not null) Take(series, reader, scrapeTimeMs);
        series.Pass = _pass;
        if (Error.Length > 0) return true;
        if (series.Place >= 0) _guess = series.Place + 1;
        series.Place = _order.Count;
        _order.Add(series);
        return true;
    }

    /// <summary>Null where the series fails the scrape, or where it has failed already: then nothing new is kept.</summary>
    private ScrapedSeries? Resolve(ReadOnlySpan<byte> text, LabelSet exposed)
    {
        LabelSet? resolved = _labels.Resolve(exposed, out ScrapeRefusal refusal);
        if (refusal != ScrapeRefusal.None) Fail(_labels.Detail);
        if (Error.Length > 0)
        {
            if (resolved is not null) Kept++;
            return null;
        }

        ScrapedSeries series = new(text.ToArray(), resolved);
        _known.Add(series.Text, series);
        return series;
    }

    private void Take(ScrapedSeries series, IExpositionReader reader, long scrapeTimeMs)
    {
        Kept++;
        if (!series.IsEstablished && series.Pass != _pass) Added++;
        if (_job.Limits.Samples > 0 && Kept > _job.Limits.Samples) Fail($"sample_limit exceeded: the limit is {_job.Limits.Samples}");
        if (Error.Length > 0) return;
        long? ownTimeMs = _job.HonorsTimestamps ? reader.TimeMs : null;
        long timeMs = ownTimeMs ?? scrapeTimeMs;
        if (timeMs > scrapeTimeMs + FutureToleranceMs)
        {
            FromFuture++;
            return;
        }

        series.EndsWithMarker = ownTimeMs is null || _job.TracksTimestampsStaleness;
        if (reader.Histogram is { } histogram) Batch.Add(series.Labels!, timeMs, histogram);
        else Batch.Add(series.Labels!, timeMs, reader.Value);
    }

    private void End(ScrapedSeries series, long timeMs)
    {
        if (series.IsAlive && series.EndsWithMarker) Batch.Add(series.Labels!, timeMs, StaleMarker.Value);
        series.IsAlive = false;
    }
}
