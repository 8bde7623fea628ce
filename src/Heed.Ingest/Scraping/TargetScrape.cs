using Heed.Ingest.Exposition;

namespace Heed.Ingest.Scraping;

/// <summary>One scrape of one target, beside the owner: call, read, relabel.</summary>
internal sealed class TargetScrape(TargetLoop loop, TargetFetcher fetcher, TimeProvider clock)
{
    /// <summary>Fills the target's batch, whatever happens, and returns how long it took.</summary>
    /// <param name="timeMs">The time of the samples.</param>
    /// <param name="refusal">Why the target may not be called; null where it may.</param>
    /// <param name="stopping">Ends the call early; the batch is then of no use.</param>
    public async Task<TimeSpan> RunAsync(long timeMs, string? refusal, CancellationToken stopping)
    {
        long begun = clock.GetTimestamp();
        TargetSeries series = loop.Series;
        series.Begin();
        if (refusal is null) await FillAsync(timeMs, stopping).ConfigureAwait(false);
        else series.Fail(refusal);
        TimeSpan duration = clock.GetElapsedTime(begun);
        if (series.Error.Length == 0) series.Complete(timeMs);
        else series.EndAll(timeMs);
        series.Report(timeMs, duration);
        return duration;
    }

    private async Task FillAsync(long timeMs, CancellationToken stopping)
    {
        try
        {
            FetchResult result = await fetcher.FetchAsync(loop.Target, loop.Body, stopping).ConfigureAwait(false);
            if (result.Status != FetchStatus.Fetched)
            {
                loop.Series.Fail(result.Error);
                return;
            }

            loop.Series.Take(ExpositionFormats.Open(result.Format, loop.Body.Bytes.AsMemory(0, result.LengthBytes)), timeMs);
        }
        catch (Exception error)
        {
            // A mistake of ours costs this target's scrape and is told as its error; the other targets go on.
            loop.Series.Fail($"{error.GetType().Name}: {error.Message}");
        }
    }
}
