using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Ingest.Sources;
using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.LabelStudio;
using Heed.Monitoring.Reviews;
using Heed.Server.Endpoints;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Sources;

/// <summary>
/// <c>/v1/reviews/label-studio</c>: open reviews as Label Studio's tasks, the labeling interface that goes with them, and its
/// annotations, from an export or a webhook, as labels.
/// </summary>
internal static class LabelStudioEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostTasks = 1000;
    private const int MaxBytes = 64 << 20;

    public static void MapLabelStudio(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1/reviews/label-studio");
        api.MapGet("", TasksAsync).WithName("LabelStudioTasks").WithSummary("Open reviews as tasks that Label Studio imports");
        api.MapGet("/config", Config).WithName("LabelStudioConfig").WithSummary("The labeling interface that the tasks fit");
        api.MapPost("", AnnotationsAsync).WithName("LabelStudioAnnotations").WithSummary("Annotations, exported or sent by a webhook, as labels")
            .Produces<EventsBody>();
    }

    private static async Task<IResult> TasksAsync(ReviewDesk desk, Station station, string? model, int? limit, CancellationToken cancellation)
    {
        if (model is not null && !station.Schemas.Models.Any(m => m.Name == model)) return NoModel(model);
        IReadOnlyList<(string Id, string Model, OpenReview Review)> open = await desk.OpenAsync(model, cancellation).ConfigureAwait(false);
        using MemoryStream tasks = new();
        LabelStudioTasks.Write(open.Take(Math.Clamp(limit ?? DefaultLimit, 1, MostTasks)), tasks);
        return TypedResults.Bytes(tasks.ToArray(), "application/json");
    }

    private static Results<ContentHttpResult, NotFound<ApiProblem>> Config(Station station, SourceDesk desk, string model)
    {
        int index = Array.FindIndex([.. station.Options.Models], m => m.Options.Name == model);
        if (index < 0 || desk.Models.Find(model) is not { } source) return TypedResults.NotFound(new ApiProblem($"there is no model {model}"));
        IReadOnlyList<string> classes = station.Monitors[index].Baseline.Answers.Classes;
        return TypedResults.Text(LabelStudioTasks.Config(source.Schema, classes), "application/xml");
    }

    private static async Task<IResult> AnnotationsAsync(HttpContext context, SourceDesk desk, IngestGate gate, CancellationToken cancellation)
    {
        byte[]? body = await ReadAsync(context.Request.Body, cancellation).ConfigureAwait(false);
        if (body is null) return Problem($"expected at most {MaxBytes} bytes", StatusCodes.Status413PayloadTooLarge);
        List<(int Line, SourceRefusal Refusal)> refused = [];
        SourceLines lines = new();
        List<int> items = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            ISourceLineReader reader = new LabelStudioFormat().Open(desk.Models, desk.Models.Only);
            JsonElement root = document.RootElement;
            IEnumerable<JsonElement> tasks = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
            int item = 0;
            foreach (JsonElement task in tasks)
            {
                SourceRefusal refusal = reader.Read(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(task), ++item, lines);
                if (refusal != SourceRefusal.None) refused.Add((item, refusal));
                else items.Add(item);
            }
        }
        catch (JsonException)
        {
            return Problem("expected JSON: an export, or the message of a webhook", StatusCodes.Status400BadRequest);
        }

        foreach ((int line, SourceRefusal refusal) in refused) desk.Refuse(refusal, "label-studio", $"task {line}");
        return await TakeAsync(lines, items, refused, gate, cancellation).ConfigureAwait(false);
    }

    private static async Task<IResult> TakeAsync(
        SourceLines lines, List<int> items, List<(int Line, SourceRefusal Refusal)> refused, IngestGate gate, CancellationToken cancellation)
    {
        List<RejectedLine> rejected =
            [.. refused.Select(r => new RejectedLine(r.Line, SourceRefusals.Word(r.Refusal), SourceRefusals.Sentence(r.Refusal)))];
        long accepted = 0;
        if (lines.Count > 0)
        {
            using LinesStream body = new(lines.Bytes);
            IngestReceipt receipt = await gate.TakeAsync(body, BodyCompression.Detect, cancellation).ConfigureAwait(false);
            if (receipt.IsOverloaded || receipt.Failure is not null)
            {
                return Problem(receipt.Failure ?? "the queue is full; send again", StatusCodes.Status503ServiceUnavailable);
            }

            accepted = receipt.Accepted;
            rejected.AddRange(receipt.Body.Rejected.Select(r => new RejectedLine(items[r.Line - 1], RefusalReasons.Word(r.Reason), r.Detail)));
        }

        EventsBody answer = new(accepted, rejected, rejected.Count, null);
        return TypedResults.Json(answer, ApiJson.Default.EventsBody);
    }

    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using MemoryStream all = new();
        byte[] part = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(part, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (all.Length + read > MaxBytes) return null;
            all.Write(part, 0, read);
        }

        return all.ToArray();
    }

    private static IResult NoModel(string name) => Problem($"there is no model {name}", StatusCodes.Status404NotFound);

    private static IResult Problem(string text, int status) =>
        TypedResults.Json(new ApiProblem(text), ApiJson.Default.ApiProblem, statusCode: status);
}
