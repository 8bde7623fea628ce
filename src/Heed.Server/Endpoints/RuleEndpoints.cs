using System.Globalization;
using System.Text.Json;

using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>/api/v1/rules</c> and <c>/api/v1/alerts</c>, as Prometheus answers them.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1").ExcludeFromDescription();
        api.MapGet("/rules", (HttpContext context, Station station) =>
            PrometheusAnswer.WriteAsync(context, writer => WriteRules(writer, station.Rules.Report(), context.Request.Query["type"])));
        api.MapGet("/alerts", (HttpContext context, Station station) =>
            PrometheusAnswer.WriteAsync(context, writer => WriteAlerts(writer, station.Rules.ReportAlerts())));
    }

    private static void WriteRules(Utf8JsonWriter writer, IReadOnlyList<RuleGroupReport> groups, string? type)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("groups");
        foreach (RuleGroupReport group in groups) WriteGroup(writer, group, type);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, RuleGroupReport group, string? type)
    {
        writer.WriteStartObject();
        writer.WriteString("name", group.Group.Name);
        writer.WriteString("file", group.Group.File);
        writer.WriteStartArray("rules");
        foreach (RuleReport rule in group.Rules)
        {
            bool alerting = rule.Rule is AlertingRule;
            if ((type == "alert" && !alerting) || (type == "record" && alerting)) continue;
            WriteRule(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteNumber("interval", group.Interval.TotalSeconds);
        writer.WriteNumber("limit", group.Group.Limit);
        writer.WriteNumber("evaluationTime", group.EvaluationDuration.TotalSeconds);
        writer.WriteString("lastEvaluation", Time(group.LastEvaluationMs));
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, RuleReport report)
    {
        writer.WriteStartObject();
        if (report.Rule is AlertingRule alerting)
        {
            writer.WriteString("state", Word(report.State));
            writer.WriteNumber("duration", alerting.HoldDuration.TotalSeconds);
            writer.WriteNumber("keepFiringFor", alerting.KeepFiringFor.TotalSeconds);
            WriteLabels(writer, "annotations", alerting.Annotations);
            writer.WriteStartArray("alerts");
            foreach (AlertReport alert in report.Alerts)
            {
                if (alert.State != AlertState.Inactive) WriteAlert(writer, alert);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("name", report.Rule.Name);
        writer.WriteString("query", report.Rule.Query);
        WriteLabels(writer, "labels", report.Rule.Labels);
        writer.WriteString("health", Word(report.Health));
        if (report.LastError.Length > 0) writer.WriteString("lastError", report.LastError);
        writer.WriteNumber("evaluationTime", report.EvaluationDuration.TotalSeconds);
        writer.WriteString("lastEvaluation", Time(report.LastEvaluationMs));
        writer.WriteString("type", report.Rule is AlertingRule ? "alerting" : "recording");
        writer.WriteEndObject();
    }

    private static void WriteAlerts(Utf8JsonWriter writer, IReadOnlyList<AlertReport> alerts)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("alerts");
        foreach (AlertReport alert in alerts)
        {
            if (alert.State != AlertState.Inactive) WriteAlert(writer, alert);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter writer, AlertReport alert)
    {
        writer.WriteStartObject();
        WriteLabels(writer, "labels", alert.Labels.Labels);
        WriteLabels(writer, "annotations", alert.Annotations.Labels);
        writer.WriteString("state", Word(alert.State));
        writer.WriteString("activeAt", Time(alert.ActiveSinceMs));
        if (alert.KeepFiringSinceMs is { } since) writer.WriteString("keepFiringSince", Time(since));
        writer.WriteString("value", GoNumber.FormatShort(alert.Value));
        writer.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter writer, string name, IReadOnlyList<Label> labels)
    {
        writer.WriteStartObject(name);
        foreach (Label label in labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter writer, string name, ReadOnlySpan<Label> labels)
    {
        writer.WriteStartObject(name);
        foreach (Label label in labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }

    private static string Time(long? timeMs) => timeMs is { } ms ? Rfc3339.Format(ms) : "0001-01-01T00:00:00Z";

    private static string Word(AlertState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string Word(RuleHealth health) => health switch
    {
        RuleHealth.Ok => "ok",
        RuleHealth.Err => "err",
        _ => "unknown",
    };
}
