using System.Text.Json;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Endpoints;

/// <summary>The envelope of Prometheus' answers.</summary>
internal static class PrometheusAnswer
{
    /// <summary><c>{"status":"success","data":…}</c></summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> data)
    {
        context.Response.ContentType = "application/json";
        await using (Utf8JsonWriter writer = new(context.Response.BodyWriter))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "success");
            writer.WritePropertyName("data");
            data(writer);
            writer.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary><c>{"status":"error","errorType":"bad_data","error":…}</c></summary>
    public static async Task WriteErrorAsync(
        HttpContext context, string error, int status = StatusCodes.Status400BadRequest, string type = "bad_data")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using (Utf8JsonWriter writer = new(context.Response.BodyWriter))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "error");
            writer.WriteString("errorType", type);
            writer.WriteString("error", error);
            writer.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
