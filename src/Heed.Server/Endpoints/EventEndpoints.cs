using Heed.Ingest.Events;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Heed.Server.Endpoints;

/// <summary><c>POST /v1/events</c>.</summary>
internal static class EventEndpoints
{
    private const int RetryAfterSeconds = 1;

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/events", PostAsync)
            .WithName("PostEvents")
            .WithSummary("Takes in predictions, labels, corrections and deployments")
            .WithDescription("NDJSON, a JSON array or one object, plain or gzip. Accepted means durable. Refusals come line by line.")
            .Produces<EventsBody>()
            .Produces<EventsBody>(StatusCodes.Status400BadRequest)
            .Produces<EventsBody>(StatusCodes.Status413PayloadTooLarge)
            .Produces<EventsBody>(StatusCodes.Status429TooManyRequests);

    private static async Task PostAsync(HttpContext context, IngestGate gate, Station station)
    {
        // The gate bounds the body after decompression; the server's own limit would cut off an answer that says why.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        bool gzip = context.Request.Headers.ContentEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        IngestReceipt receipt = await gate
            .TakeAsync(context.Request.Body, gzip ? BodyCompression.Gzip : BodyCompression.Detect, context.RequestAborted).ConfigureAwait(false);

        int status = StatusOf(receipt);
        station.Figures.Requests.Of(status.ToString(System.Globalization.CultureInfo.InvariantCulture)).Increment();
        HttpResponse response = context.Response;
        response.StatusCode = status;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await response.WriteAsJsonAsync(EventsBody.Of(receipt), ApiJson.Default.EventsBody, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>200 when any event was accepted: a client must not send those again for the sake of their neighbours.</summary>
    private static int StatusOf(IngestReceipt receipt) => receipt switch
    {
        { Accepted: > 0 } => StatusCodes.Status200OK,
        { IsOverloaded: true } => StatusCodes.Status429TooManyRequests,
        { Failure: not null } => StatusCodes.Status503ServiceUnavailable,
        { Body.Problem.Kind: BodyProblemKind.BodyTooLarge } => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status400BadRequest,
    };
}
