using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Syntax;
using Heed.Server.Hosting;
using Heed.Storage;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary>Prometheus' status and administration of the embedded store.</summary>
internal static class StoreEndpoints
{
    private const int DefaultTop = 10;
    private const int MostTop = 10_000;

    public static void MapStore(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").ExcludeFromDescription();
        api.MapGet("/status/tsdb", StatusAsync);
        RouteGroupBuilder admin = api.MapGroup("/admin/tsdb").AddEndpointFilter(OnlyWhereAllowedAsync);
        admin.MapMethods("/delete_series", [HttpMethods.Post, HttpMethods.Put], DeleteAsync);
        admin.MapPost("/compact", CompactAsync);
    }

    private static async ValueTask<object?> OnlyWhereAllowedAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        Station station = (Station)call.HttpContext.RequestServices.GetService(typeof(Station))!;
        string? refusal = !station.Options.Server.AdminApi ? "the admin API is off; set admin_api: true under server: in heed.yml"
            : station.Series.Store is null ? "the series are in a remote store; administer them there"
            : null;
        if (refusal is null) return await next(call).ConfigureAwait(false);
        await PrometheusAnswer.WriteErrorAsync(call.HttpContext, refusal, StatusCodes.Status403Forbidden, "unavailable").ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task StatusAsync(HttpContext context, Station station)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        int top = parameters.Integer("limit", DefaultTop, MostTop);
        if (station.Series.Store is not { } store) parameters.Fail("the series are in a remote store; ask it");
        else if (parameters.Error is null)
        {
            Cardinality figures = store.CountCardinality(top, context.RequestAborted);
            await PrometheusAnswer.WriteAsync(context, writer => Write(writer, figures)).ConfigureAwait(false);
            return;
        }

        await PrometheusAnswer.WriteErrorAsync(context, parameters.Error!).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, Cardinality figures)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("headStats");
        writer.WriteNumber("numSeries", figures.Series);
        writer.WriteNumber("numLabelPairs", figures.LabelPairs);
        writer.WriteEndObject();
        WriteList(writer, "seriesCountByMetricName", figures.SeriesByMetric);
        WriteList(writer, "labelValueCountByLabelName", figures.ValuesByLabelName);
        WriteList(writer, "memoryInBytesByLabelName", figures.BytesByLabelName);
        WriteList(writer, "seriesCountByLabelValuePair", figures.SeriesByLabelPair);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<CardinalityEntry> entries)
    {
        writer.WriteStartArray(name);
        foreach (CardinalityEntry entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("name", entry.Name);
            writer.WriteNumber("value", entry.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static async Task DeleteAsync(HttpContext context, Station station)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        List<IReadOnlyList<LabelMatcher>> selectors = [];
        foreach (string text in parameters.Texts("match[]"))
        {
            ParseResult<Expression> parsed = PromqlParser.Parse(text);
            if (parsed.IsSuccess && parsed.Value is VectorSelector selector) selectors.Add(selector.Matchers);
            else parameters.Fail($"invalid parameter \"match[]\": expected a selector, found {Quoting.Quote(text)}");
        }

        if (selectors.Count == 0) parameters.Fail("no match[] parameter provided");
        long fromMs = parameters.TimeMs("start", long.MinValue);
        long toMs = parameters.TimeMs("end", long.MaxValue);
        if (parameters.Error is { } error)
        {
            await PrometheusAnswer.WriteErrorAsync(context, error).ConfigureAwait(false);
            return;
        }

        foreach (IReadOnlyList<LabelMatcher> matchers in selectors) station.Series.Store!.Delete(matchers, fromMs, toMs);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Does now what upkeep would do bit by bit: seals, merges, lets go.</summary>
    private static Task CompactAsync(HttpContext context, Station station)
    {
        MaintenanceOutcome outcome;
        do outcome = station.Series.Store!.Maintain(context.RequestAborted);
        while (outcome is MaintenanceOutcome.Sealed or MaintenanceOutcome.Compacted or MaintenanceOutcome.Dropped);
        station.Series.Store.Checkpoint();
        context.Response.StatusCode = outcome == MaintenanceOutcome.Idle ? StatusCodes.Status204NoContent : StatusCodes.Status507InsufficientStorage;
        return Task.CompletedTask;
    }
}
