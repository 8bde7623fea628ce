using System.Globalization;
using System.Text.Json;

using Heed.Model.Parsing;
using Heed.Query.Syntax;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary>What Prometheus' HTTP API says of the server itself, and of expressions without evaluating them.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").ExcludeFromDescription();
        api.MapMethods("/format_query", [HttpMethods.Get, HttpMethods.Post], FormatAsync);

        // Grafana asks for exemplars beside every query; Heed keeps none.
        api.MapMethods("/query_exemplars", [HttpMethods.Get, HttpMethods.Post], (HttpContext context) =>
            PrometheusAnswer.WriteAsync(context, writer =>
            {
                writer.WriteStartArray();
                writer.WriteEndArray();
            }));
        api.MapGet("/status/buildinfo", (HttpContext context) => PrometheusAnswer.WriteAsync(context, WriteBuildInfo));
        api.MapGet("/status/runtimeinfo", (HttpContext context, Station station, RuleReload reload) =>
            PrometheusAnswer.WriteAsync(context, writer => WriteRuntimeInfo(writer, station, reload)));
        api.MapGet("/status/flags", (HttpContext context, Station station) =>
            PrometheusAnswer.WriteAsync(context, writer => WriteFlags(writer, station)));
    }

    private static async Task FormatAsync(HttpContext context)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string query = parameters.Required("query");
        ParseResult<Expression> parsed = PromqlParser.Parse(query);
        if (!parsed.IsSuccess) parameters.Fail($"invalid parameter \"query\": {PromqlParser.Describe(parsed.Error, query)}");
        if (parameters.Error is { } error) await PrometheusAnswer.WriteErrorAsync(context, error).ConfigureAwait(false);
        else await PrometheusAnswer.WriteAsync(context, writer => writer.WriteStringValue(parsed.Value.ToString())).ConfigureAwait(false);
    }

    private static void WriteBuildInfo(Utf8JsonWriter writer)
    {
        // Clients read the version to learn which functions there are: the language is Prometheus 3's.
        writer.WriteStartObject();
        writer.WriteString("version", "3.5.0");
        writer.WriteString("revision", "heed-" + ProgramVersion.Text);
        writer.WriteString("branch", "heed");
        writer.WriteString("buildUser", "");
        writer.WriteString("buildDate", "");
        writer.WriteString("goVersion", "");
        writer.WriteEndObject();
    }

    private static void WriteRuntimeInfo(Utf8JsonWriter writer, Station station, RuleReload reload)
    {
        writer.WriteStartObject();
        writer.WriteString("CWD", Environment.CurrentDirectory);
        writer.WriteBoolean("reloadConfigSuccess", reload.LastSucceeded);
        writer.WriteNumber("corruptionCount", station.Series.Store?.Report.DamagedRecords ?? 0);
        writer.WriteNumber("GOMAXPROCS", Environment.ProcessorCount);
        writer.WriteString("storageRetention", Duration(station.Options.Storage.Retention));
        writer.WriteEndObject();
    }

    private static void WriteFlags(Utf8JsonWriter writer, Station station)
    {
        writer.WriteStartObject();
        writer.WriteString("query.lookback-delta", Duration(station.Options.Global.LookbackDelta));
        writer.WriteString("storage.tsdb.retention.time", Duration(station.Options.Storage.Retention));
        writer.WriteString("web.external-url", station.Options.Server.ExternalUrl);
        writer.WriteEndObject();
    }

    private static string Duration(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s");
}
