using Heed.Alerting.Dispatching;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Alertmanager;

/// <summary>Alertmanager's API, version 2: what amtool and a Prometheus with <c>alerting.alertmanagers</c> speak.</summary>
internal static class AlertmanagerEndpoints
{
    public static void MapAlertmanager(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v2").ExcludeFromDescription();
        api.MapGet("/status", StatusAsync);
        api.MapGet("/receivers", ReceiversAsync);
        api.MapGet("/alerts", AlertsAsync);
        api.MapPost("/alerts", PostAsync);
        api.MapGet("/alerts/groups", GroupsAsync);
        api.MapSilences();
        routes.MapGet("/-/healthy", () => TypedResults.Text("OK")).ExcludeFromDescription();
        routes.MapGet("/-/ready", () => TypedResults.Text("OK")).ExcludeFromDescription();
    }

    private static Task StatusAsync(HttpContext context, AlertingInForce alerting, AlertmanagerFigures figures) => ApiAnswers.WriteAsync(context, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("cluster");
        writer.WriteString("status", "disabled");
        writer.WriteStartArray("peers");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("config");
        writer.WriteString("original", alerting.Configuration.ShownText);
        writer.WriteEndObject();
        writer.WriteString("uptime", Rfc3339.Format(figures.StartMs));
        writer.WriteStartObject("versionInfo");
        foreach ((string name, string value) in AlertmanagerFigures.Version) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static Task ReceiversAsync(HttpContext context, AlertingInForce alerting) => ApiAnswers.WriteAsync(context, writer =>
    {
        writer.WriteStartArray();
        foreach (string name in alerting.Configuration.Receivers.Select(r => r.Name))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static Task AlertsAsync(HttpContext context, Station station, TimeProvider clock)
    {
        ParseResult<AlertFilter> filter = AlertQuestion.Read(context.Request.Query);
        if (!filter.IsSuccess) return ApiAnswers.RefuseAsync(context, filter.Error!.Message);
        IReadOnlyList<KnownAlert> alerts = station.Alerts.Known(filter.Value, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return AlertAnswers.WriteAsync(context, alerts);
    }

    private static Task GroupsAsync(HttpContext context, Station station, TimeProvider clock)
    {
        ParseResult<AlertFilter> filter = AlertQuestion.Read(context.Request.Query);
        if (!filter.IsSuccess) return ApiAnswers.RefuseAsync(context, filter.Error!.Message);
        IReadOnlyList<KnownGroup> groups = station.Alerts.Groups(filter.Value, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return AlertAnswers.WriteAsync(context, groups);
    }

    /// <summary>
    /// Answers once the alerts are in their groups and on the disk. What can be used is taken, even where the answer is 400 for the rest.
    /// </summary>
    private static async Task PostAsync(
        HttpContext context, Station station, EngineLoop loop, AlertmanagerFigures figures, TimeProvider clock)
    {
        PostedAlerts? posted = await RequestBodies.ReadAsync(
            context, body => PostedAlertReader.Read(body.Span, clock.GetUtcNow().ToUnixTimeMilliseconds())).ConfigureAwait(false);
        if (posted is null) return;
        figures.Count(posted);
        if (posted.Alerts.Count > 0)
        {
            await loop.ChangeAsync(
                _ =>
                {
                    station.Alerts.Accept(posted.Alerts);
                    return true;
                },
                context.RequestAborted).ConfigureAwait(false);
        }

        if (posted.Error.Length > 0) await ApiAnswers.RefuseAsync(context, posted.Error).ConfigureAwait(false);
    }
}
