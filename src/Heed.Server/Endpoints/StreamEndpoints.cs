using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>GET /v1/stream</c>: server-sent events for those who watch.</summary>
internal static class StreamEndpoints
{
    public static void MapStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/stream", (Feed feed, FeedPublisher publisher, CancellationToken cancellation) => Open(feed, publisher, cancellation))
            .WithName("Stream")
            .WithSummary("Server-sent events: status, models, alerts, notification")
            .ExcludeFromDescription();

    private static IResult Open(Feed feed, FeedPublisher publisher, CancellationToken cancellation)
    {
        Feed.Watch? watch = feed.TryWatch();
        if (watch is null)
        {
            return Results.Json(new ApiProblem($"expected at most {Feed.WatcherLimit} watchers"), ApiJson.Default.ApiProblem, statusCode: StatusCodes.Status429TooManyRequests);
        }

        return TypedResults.ServerSentEvents(ItemsAsync(watch, publisher, cancellation));
    }

    private static async IAsyncEnumerable<SseItem<string>> ItemsAsync(
        Feed.Watch watch, FeedPublisher publisher, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using (watch)
        {
            foreach (FeedItem item in await publisher.CurrentAsync(cancellation).ConfigureAwait(false)) yield return new SseItem<string>(item.Json, item.Name);
            await foreach (FeedItem item in watch.Items.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return new SseItem<string>(item.Json, item.Name);
            }
        }
    }
}
