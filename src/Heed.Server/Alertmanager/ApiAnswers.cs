using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Time;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Alertmanager;

/// <summary>How Alertmanager's API answers: JSON, and for a mistake a JSON text with the status 400 or 404.</summary>
internal static class ApiAnswers
{
    private static readonly JsonWriterOptions Json =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write) => WriteAsync(context, writer =>
    {
        write(writer);
        return Task.CompletedTask;
    });

    /// <summary>For what is long: <paramref name="write"/> calls <see cref="FlushAsync"/> in between.</summary>
    public static async Task WriteAsync(HttpContext context, Func<Utf8JsonWriter, Task> write)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter writer = new(context.Response.BodyWriter, Json);
        await write(writer).ConfigureAwait(false);
        await FlushAsync(context, writer).ConfigureAwait(false);
    }

    /// <summary>What was written leaves; this waits for a client that reads slowly.</summary>
    public static async Task FlushAsync(HttpContext context, Utf8JsonWriter writer)
    {
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    public static Task RefuseAsync(HttpContext context, string error, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, writer => writer.WriteStringValue(error));
    }

    public static void WritePairs(Utf8JsonWriter writer, string name, LabelSet labels)
    {
        writer.WriteStartObject(name);
        foreach (Label label in labels.Labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter writer, string name, long timeMs) => writer.WriteString(name, Rfc3339.Format(timeMs));

    public static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
