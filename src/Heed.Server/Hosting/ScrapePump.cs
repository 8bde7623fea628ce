using Heed.Ingest.Scraping;

using Microsoft.Extensions.Hosting;

namespace Heed.Server.Hosting;

/// <summary>Lets the engine's owner take in what scrapes brought, as soon as it is there.</summary>
internal sealed class ScrapePump(Scraper scraper, EngineLoop loop) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await scraper.WaitAsync(stoppingToken).ConfigureAwait(false))
            {
                await loop.AskAsync(engine => scraper.ApplyWaiting(engine.NowMs), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
