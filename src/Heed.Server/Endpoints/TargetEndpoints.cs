using System.Text.Json;

using Heed.Ingest.Scraping;
using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>/api/v1/targets</c>, as Prometheus answers it.</summary>
internal static class TargetEndpoints
{
    public static void MapTargets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/targets", (HttpContext context, Station station) =>
            PrometheusAnswer.WriteAsync(context, writer => Write(writer, station.Scraper?.Report(), context.Request.Query["state"]))).ExcludeFromDescription();

    private static void Write(Utf8JsonWriter writer, ScrapeReport? report, string? state)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("activeTargets");
        foreach (TargetStatus target in state == "dropped" ? [] : report?.Active ?? []) WriteActive(writer, target);
        writer.WriteEndArray();
        writer.WriteStartArray("droppedTargets");
        foreach (DroppedTarget target in state == "active" ? [] : report?.Dropped ?? [])
        {
            writer.WriteStartObject();
            WriteLabels(writer, "discoveredLabels", target.DiscoveredLabels);
            writer.WriteString("scrapePool", target.Job);
            writer.WriteString("reason", target.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("droppedTargetCounts");
        foreach ((string job, int count) in report?.DroppedTargets ?? new Dictionary<string, int>()) writer.WriteNumber(job, count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteActive(Utf8JsonWriter writer, TargetStatus target)
    {
        writer.WriteStartObject();
        WriteLabels(writer, "discoveredLabels", target.DiscoveredLabels);
        WriteLabels(writer, "labels", target.Labels);
        writer.WriteString("scrapePool", target.Job);
        writer.WriteString("scrapeUrl", target.ScrapeUrl.AbsoluteUri);
        writer.WriteString("globalUrl", target.ScrapeUrl.AbsoluteUri);
        writer.WriteString("lastError", target.LastError);
        writer.WriteString("lastScrape", target.LastScrapeMs == 0 ? "0001-01-01T00:00:00Z" : Rfc3339.Format(target.LastScrapeMs));
        writer.WriteNumber("lastScrapeDuration", target.LastDuration.TotalSeconds);
        writer.WriteString("health", target.Health switch
        {
            TargetHealth.Up => "up",
            TargetHealth.Down => "down",
            _ => "unknown",
        });
        writer.WriteString("scrapeInterval", PrometheusDuration.Format(target.Interval));
        writer.WriteString("scrapeTimeout", PrometheusDuration.Format(target.Timeout));
        writer.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter writer, string name, LabelSet labels)
    {
        writer.WriteStartObject(name);
        foreach (Label label in labels.Labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }
}
