using System.Globalization;

using Heed.Ingest.RemoteWrite;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Heed.Server.Endpoints;

/// <summary>Samples that others send: Prometheus' remote write.</summary>
internal static class SampleEndpoints
{
    private const string RetryAfterSeconds = "5";

    public static void MapSamples(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/write", WriteAsync).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, SampleIntake intake, Station station)
    {
        // The receiver bounds the body itself and says how.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        HttpRequest request = context.Request;
        RemoteWriteAnswer answer = await intake
            .ReceiveRemoteWriteAsync(request.Body, request.ContentType, request.Headers.ContentEncoding, context.RequestAborted).ConfigureAwait(false);
        HttpResponse response = context.Response;
        response.StatusCode = answer.StatusCode;
        station.Figures.SampleRequests.Of(answer.StatusCode.ToString(CultureInfo.InvariantCulture)).Increment();
        response.Headers[RemoteWriteHeaders.SamplesWritten] = Number(answer.Tally.SamplesWritten);
        response.Headers[RemoteWriteHeaders.HistogramsWritten] = Number(answer.Tally.HistogramsWritten);
        response.Headers[RemoteWriteHeaders.ExemplarsWritten] = "0";
        if (answer.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        }

        if (answer.Message is not { } message) return;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(message + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
