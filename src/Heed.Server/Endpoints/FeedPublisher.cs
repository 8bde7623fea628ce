using System.Text.Json;

using Heed.Server.Hosting;

using Microsoft.Extensions.Hosting;

namespace Heed.Server.Endpoints;

/// <summary>Tells the watchers once a second where things stand; what did not change is not repeated, but for the time.</summary>
internal sealed class FeedPublisher : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Feed _feed;
    private readonly Views _views;
    private string _lastModels = "";
    private string _lastAlerts = "";

    public FeedPublisher(Feed feed, Views views)
    {
        _feed = feed;
        _views = views;
    }

    /// <summary>Everything, for a watcher that has just come.</summary>
    public async Task<IReadOnlyList<FeedItem>> CurrentAsync(CancellationToken cancellation)
    {
        StatusBody status = await _views.StatusAsync(cancellation).ConfigureAwait(false);
        ModelList models = await _views.ModelsAsync(cancellation).ConfigureAwait(false);
        return
        [
            new FeedItem("status", JsonSerializer.Serialize(status, ApiJson.Default.StatusBody)),
            new FeedItem("models", JsonSerializer.Serialize(models, ApiJson.Default.ModelList)),
            new FeedItem("alerts", JsonSerializer.Serialize(new AlertCounts(status.Firing, status.Pending), ApiJson.Default.AlertCounts)),
        ];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Watchers are people: their second is a second of the wall, whatever the engine's clock does.
        using PeriodicTimer timer = new(Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                if (_feed.HasWatchers) await PublishAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        IReadOnlyList<FeedItem> current = await CurrentAsync(cancellation).ConfigureAwait(false);
        _feed.Publish(current[0]);
        if (current[1].Json != _lastModels) _feed.Publish(current[1]);
        if (current[2].Json != _lastAlerts) _feed.Publish(current[2]);
        _lastModels = current[1].Json;
        _lastAlerts = current[2].Json;
    }
}
