using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Query.Printing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary>The part of Prometheus' HTTP API that asks for series: Grafana and promtool take Heed for a Prometheus.</summary>
internal static class PrometheusEndpoints
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapPrometheus(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").ExcludeFromDescription();
        api.MapMethods("/query", GetAndPost, QueryAsync);
        api.MapMethods("/query_range", GetAndPost, QueryRangeAsync);
        api.MapMethods("/series", GetAndPost, SeriesAsync);
        api.MapMethods("/labels", GetAndPost, LabelsAsync);
        api.MapGet("/label/{name}/values", LabelValuesAsync);
        api.MapGet("/metadata", (HttpContext context, Station station) =>
            PrometheusAnswer.WriteAsync(context, writer => MetricCatalog.WriteMetadata(writer, station.Descriptions.Read())));
    }

    private static async Task QueryAsync(HttpContext context, Station station, TimeProvider clock)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string query = parameters.Required("query");
        long timeMs = parameters.TimeMs("time", NowMs(clock));
        if (parameters.Error is { } error) await PrometheusAnswer.WriteErrorAsync(context, error).ConfigureAwait(false);
        else await WriteAsync(context, Evaluate(query, timeMs)).ConfigureAwait(false);

        QueryResult Evaluate(string text, long at) => IsExplained(parameters) && TryParse(station, text, out Expression? expression)
            ? station.Queries.ExplainInstant(expression, at, context.RequestAborted)
            : station.Queries.Instant(text, at, context.RequestAborted);
    }

    private static async Task QueryRangeAsync(HttpContext context, Station station)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string query = parameters.Required("query");
        long startMs = parameters.TimeMs("start", null);
        long endMs = parameters.TimeMs("end", null);
        long stepMs = parameters.DurationMs("step");
        if (parameters.Error is { } error) await PrometheusAnswer.WriteErrorAsync(context, error).ConfigureAwait(false);
        else await WriteAsync(context, Evaluate()).ConfigureAwait(false);

        QueryResult Evaluate() => IsExplained(parameters) && TryParse(station, query, out Expression? expression)
            ? station.Queries.ExplainRange(expression, startMs, endMs, stepMs, context.RequestAborted)
            : station.Queries.Range(query, startMs, endMs, stepMs, context.RequestAborted);
    }

    /// <summary>Heed's own parameter, and the one that Prometheus has for its figures of a query.</summary>
    private static bool IsExplained(QueryParameters parameters) => parameters.Text("explain") is "1" or "true" || parameters.Text("stats") is not (null or "");

    /// <summary>A text that is wrong is told by the evaluation of it.</summary>
    private static bool TryParse(Station station, string text, [NotNullWhen(true)] out Expression? expression)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(text, station.Queries.Options.Parser);
        expression = parsed.IsSuccess ? parsed.Value : null;
        return expression is not null;
    }

    private static Task SeriesAsync(HttpContext context, Station station) => AskAsync(context, (selection, writer) =>
    {
        SortedSet<LabelSet> found = [];
        foreach (IReadOnlyList<LabelMatcher> matchers in selection.Selectors)
        {
            foreach (ISeries series in station.Series.Reader.Select(matchers, selection.FromMs, selection.ToMs, context.RequestAborted)) found.Add(series.Labels);
        }

        writer.WriteStartArray();
        foreach (LabelSet labels in found.Take(selection.Limit))
        {
            writer.WriteStartObject();
            foreach (Label label in labels.Labels) writer.WriteString(label.Name, label.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }, needsSelector: true);

    private static Task LabelsAsync(HttpContext context, Station station) => AskAsync(context, (selection, writer) =>
        WriteTexts(writer, selection, matchers => station.Series.Reader.LabelNames(matchers, selection.FromMs, selection.ToMs, context.RequestAborted)));

    private static Task LabelValuesAsync(HttpContext context, Station station, string name) => AskAsync(context, (selection, writer) =>
        WriteTexts(writer, selection, matchers => station.Series.Reader.LabelValues(name, matchers, selection.FromMs, selection.ToMs, context.RequestAborted)));

    private static void WriteTexts(Utf8JsonWriter writer, SeriesQuestion question, Func<IReadOnlyList<LabelMatcher>, IReadOnlyList<string>> read)
    {
        SortedSet<string> texts = new(StringComparer.Ordinal);
        if (question.Selectors.Count == 0) texts.UnionWith(read([]));
        foreach (IReadOnlyList<LabelMatcher> matchers in question.Selectors) texts.UnionWith(read(matchers));
        writer.WriteStartArray();
        foreach (string text in texts.Take(question.Limit)) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static async Task AskAsync(HttpContext context, Action<SeriesQuestion, Utf8JsonWriter> answer, bool needsSelector = false)
    {
        QueryParameters parameters = await QueryParameters.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        SeriesQuestion question = SeriesQuestion.Read(parameters, needsSelector);
        if (parameters.Error is { } error) await PrometheusAnswer.WriteErrorAsync(context, error).ConfigureAwait(false);
        else await PrometheusAnswer.WriteAsync(context, writer => answer(question, writer)).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, QueryResult result)
    {
        context.Response.StatusCode = result.Error?.Kind switch
        {
            null => StatusCodes.Status200OK,
            QueryErrorKind.BadData => StatusCodes.Status400BadRequest,
            QueryErrorKind.Timeout or QueryErrorKind.Canceled => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        context.Response.ContentType = "application/json";
        PrometheusJson.Write(result, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static long NowMs(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What <c>/series</c>, <c>/labels</c> and <c>/label/…/values</c> ask for.</summary>
    private sealed record SeriesQuestion(IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors, long FromMs, long ToMs, int Limit)
    {
        public static SeriesQuestion Read(QueryParameters parameters, bool needsSelector)
        {
            List<IReadOnlyList<LabelMatcher>> selectors = [];
            foreach (string text in parameters.Texts("match[]"))
            {
                ParseResult<Expression> parsed = PromqlParser.Parse(text);
                if (!parsed.IsSuccess) parameters.Fail($"invalid parameter \"match[]\": {PromqlParser.Describe(parsed.Error, text)}");
                else if (parsed.Value is VectorSelector selector) selectors.Add(selector.Matchers);
                else parameters.Fail($"invalid parameter \"match[]\": expected a selector, found {Quoting.Quote(text)}");
            }

            if (needsSelector && selectors.Count == 0) parameters.Fail("no match[] parameter provided");
            int limit = parameters.Integer("limit", 0, int.MaxValue);
            return new SeriesQuestion(
                selectors, parameters.TimeMs("start", long.MinValue / 2), parameters.TimeMs("end", long.MaxValue / 2), limit == 0 ? int.MaxValue : limit);
        }
    }
}
