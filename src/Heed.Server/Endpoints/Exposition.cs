using System.Text;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Printing;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Endpoints;

/// <summary><c>/metrics</c>: the present value of every series, in Prometheus' text format.</summary>
internal static class Exposition
{
    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];

    public static async Task WriteAsync(HttpContext context, Station station, TimeProvider clock)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long fromMs = nowMs - (long)station.Options.Global.LookbackDelta.TotalMilliseconds;
        SampleBuffer buffer = new();
        StringBuilder text = new();
        string family = "";
        foreach (ISeries series in station.Series.Reader.Select([], fromMs, nowMs, context.RequestAborted).OrderBy(s => s.Labels.MetricName, StringComparer.Ordinal).ThenBy(s => s.Labels))
        {
            buffer.Clear();
            series.Read(fromMs, nowMs, buffer);
            if (buffer.Count == 0 || StaleMarker.IsStale(buffer.Values[^1])) continue;
            string name = series.Labels.MetricName;
            if (Family(name) is { } described && described != family && MetricCatalog.All.TryGetValue(described, out (string Type, string Help) meta))
            {
                text.Append("# HELP ").Append(described).Append(' ').Append(meta.Help).Append('\n');
                text.Append("# TYPE ").Append(described).Append(' ').Append(meta.Type).Append('\n');
            }

            family = Family(name);
            AppendSample(text, series.Labels, buffer.Values[^1]);
        }

        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted).ConfigureAwait(false);
    }

    private static string Family(string name)
    {
        foreach (string suffix in HistogramSuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && MetricCatalog.All.TryGetValue(name[..^suffix.Length], out (string Type, string Help) meta) && meta.Type == MetricCatalog.Histogram)
            {
                return name[..^suffix.Length];
            }
        }

        return name;
    }

    private static void AppendSample(StringBuilder text, LabelSet labels, double value)
    {
        text.Append(labels.MetricName);
        char separator = '{';
        foreach (Label label in labels.Labels)
        {
            if (label.Name == LabelNames.MetricName) continue;
            text.Append(separator).Append(label.Name).Append("=\"");
            text.Append(label.Value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
            separator = ',';
        }

        if (separator == ',') text.Append('}');
        text.Append(' ').Append(GoNumber.FormatShort(value)).Append('\n');
    }
}
