using System.Globalization;
using System.IO.Compression;

using Heed.Ingest.Exposition;
using Heed.Ingest.Otlp;
using Heed.Ingest.RemoteWrite;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Heed.Server.Endpoints;

/// <summary>Samples that others send: remote write, OTLP metrics, and texts of samples under the path that VictoriaMetrics gave them.</summary>
internal static class SampleEndpoints
{
    private const string RetryAfterSeconds = "5";

    public static void MapSamples(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder samples = routes.MapGroup("").ExcludeFromDescription();
        samples.MapPost("/api/v1/write", WriteAsync);
        samples.MapPost("/v1/metrics", OtlpAsync);
        samples.MapPost("/api/v1/otlp/v1/metrics", OtlpAsync);
        samples.MapPost("/api/v1/import/prometheus", ImportAsync);
    }

    private static async Task WriteAsync(HttpContext context, SampleIntake intake, Station station)
    {
        LiftBodyLimit(context);
        HttpRequest request = context.Request;
        RemoteWriteAnswer answer = await intake
            .ReceiveRemoteWriteAsync(request.Body, request.ContentType, request.Headers.ContentEncoding, context.RequestAborted).ConfigureAwait(false);
        IHeaderDictionary headers = context.Response.Headers;
        headers[RemoteWriteHeaders.SamplesWritten] = Number(answer.Tally.SamplesWritten);
        headers[RemoteWriteHeaders.HistogramsWritten] = Number(answer.Tally.HistogramsWritten);
        headers[RemoteWriteHeaders.ExemplarsWritten] = "0";
        await AnswerAsync(context, station, answer.StatusCode, answer.Message).ConfigureAwait(false);
    }

    private static async Task OtlpAsync(HttpContext context, SampleIntake intake, Station station)
    {
        LiftBodyLimit(context);
        HttpRequest request = context.Request;
        (OtlpAnswer answer, string? failure) = await intake
            .ReceiveOtlpAsync(request.Body, request.ContentType, request.Headers.ContentEncoding, context.RequestAborted).ConfigureAwait(false);
        if (failure is not null)
        {
            await AnswerAsync(context, station, StatusCodes.Status503ServiceUnavailable, failure).ConfigureAwait(false);
            return;
        }

        Count(context, station, answer.StatusCode);
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ImportAsync(HttpContext context, SampleIntake intake, Station station, TimeProvider clock)
    {
        LiftBodyLimit(context);
        HttpRequest request = context.Request;
        ExpositionFormat format = ExpositionFormats.FromContentType(request.ContentType) ?? ExpositionFormat.Text;
        bool isGzip = request.Headers.ContentEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        await using Stream body = isGzip ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        try
        {
            (ExpositionLoad? load, string? failure) = await intake
                .ReceiveTextAsync(body, format, clock.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted).ConfigureAwait(false);
            (int status, string? message) = Judge(load, failure);
            await AnswerAsync(context, station, status, message).ConfigureAwait(false);
        }
        catch (InvalidDataException broken)
        {
            await AnswerAsync(context, station, StatusCodes.Status400BadRequest, $"expected a gzip stream: {broken.Message}").ConfigureAwait(false);
        }
    }

    private static (int Status, string? Message) Judge(ExpositionLoad? load, string? failure)
    {
        if (load is null) return (StatusCodes.Status413PayloadTooLarge, failure);
        if (failure is not null) return (StatusCodes.Status503ServiceUnavailable, failure);
        if (load.Error is { } error) return (StatusCodes.Status400BadRequest, $"{error}; the {load.Written} samples before it are written");
        if (load.Refused == 0) return (StatusCodes.Status204NoContent, null);
        return (StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture,
            $"{load.Written} samples written; {load.OutOfOrder} out of order, {load.TooFarAhead} too far in the future, "
            + $"{load.Conflicting} in conflict, {load.Limited} beyond a limit"));
    }

    /// <summary>The receivers bound their bodies themselves and say how.</summary>
    private static void LiftBodyLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
    }

    private static void Count(HttpContext context, Station station, int status)
    {
        context.Response.StatusCode = status;
        station.Figures.SampleRequests.Of(Number(status)).Increment();
    }

    private static async Task AnswerAsync(HttpContext context, Station station, int status, string? message)
    {
        Count(context, station, status);
        HttpResponse response = context.Response;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        }

        if (message is null) return;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(message + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
