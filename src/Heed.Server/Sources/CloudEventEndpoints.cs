using System.Buffers;

using Heed.Ingest.Sources;
using Heed.Ingest.Sources.CloudEvents;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Heed.Server.Sources;

/// <summary><c>POST /v1/cloudevents</c>, where the loggers of KServe and Seldon point, and <c>GET /v1/sources</c>.</summary>
internal static class CloudEventEndpoints
{
    /// <summary>Bytes of one message, or of one batch of messages.</summary>
    private const int MaxBytes = 16 << 20;

    private const string Prefix = "ce-";

    public static void MapSources(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/cloudevents", PostAsync)
            .WithName("PostCloudEvents")
            .WithSummary("Takes in messages of serving systems")
            .WithDescription("CloudEvents of KServe and Seldon: binary, structured or batched. Always 200, and at once; "
                + "what could not be used is in /v1/sources.");
        routes.MapGet("/v1/sources", (SourceDesk desk) => TypedResults.Ok(SourceBody.Of(desk)))
            .WithName("Sources").WithSummary("What came from foreign sources, and why some of it made no event");
    }

    private static async Task<Ok> PostAsync(HttpContext context, SourceDesk desk)
    {
        HttpRequest request = context.Request;
        int capacity = request.ContentLength is > 0 and <= MaxBytes ? (int)request.ContentLength.Value + 1 : 4096;
        byte[] body = ArrayPool<byte>.Shared.Rent(capacity);
        try
        {
            int length = 0;
            while (true)
            {
                int read = await request.Body.ReadAsync(body.AsMemory(length), context.RequestAborted).ConfigureAwait(false);
                length += read;
                if (read == 0 || length > MaxBytes) break;
                if (length < body.Length) continue;
                byte[] larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
                body.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(body);
                body = larger;
            }

            if (length > MaxBytes) desk.Refuse(SourceRefusal.TooLarge, "cloudevents", request.ContentType ?? "");
            else Take(request, body.AsMemory(0, length), desk);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }

        return TypedResults.Ok();
    }

    private static void Take(HttpRequest request, ReadOnlyMemory<byte> body, SourceDesk desk)
    {
        bool isJson = request.ContentType?.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) == true;
        if (isJson)
        {
            SourceRefusal refusal = CloudEventReader.Read(body, desk.Take);
            if (refusal != SourceRefusal.None) desk.Refuse(refusal, "cloudevents", request.ContentType!);
            return;
        }

        CloudEventAttributes attributes = default;
        foreach ((string name, StringValues value) in request.Headers)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || value.Count == 0) continue;
            attributes.Set(name[Prefix.Length..].ToLowerInvariant(), Decoded(value[0]!));
        }

        bool isComplete = attributes.TryBuild(body, out CloudEvent message);
        desk.Take(in message, isComplete);
    }

    /// <summary>CloudEvents write characters beyond ASCII in headers as in URLs.</summary>
    private static string Decoded(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
}
