using Heed.Ingest.Exposition;
using Heed.Model.Metadata;
using Heed.Model.Samples;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Endpoints;

/// <summary><c>/metrics</c>: the present value of every series, in Prometheus' text format.</summary>
internal static class Exposition
{
    private const int FlushLength = 1 << 16;

    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];

    public static async Task WriteAsync(HttpContext context, Station station, TimeProvider clock)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long fromMs = nowMs - (long)station.Options.Global.LookbackDelta.TotalMilliseconds;
        SampleBuffer buffer = new();
        ExpositionWriter text = new(ExpositionFormat.Text);
        string family = "";
        context.Response.ContentType = ExpositionFormats.TextContentType;
        IEnumerable<ISeries> all = station.Series.Reader.Select([], fromMs, nowMs, context.RequestAborted);
        foreach (ISeries series in all.OrderBy(s => s.Labels.MetricName, StringComparer.Ordinal).ThenBy(s => s.Labels))
        {
            buffer.Clear();
            series.Read(fromMs, nowMs, buffer);
            if (buffer.Count == 0 || StaleMarker.IsStale(buffer.Values[^1])) continue;
            string before = family;
            family = Family(series.Labels.MetricName);
            if (family != before && MetricCatalog.All.TryGetValue(family, out (MetricType Type, string Help) meta))
            {
                text.WriteFamily(new MetricMetadata(family, meta.Type, "", meta.Help));
            }

            text.WriteSample(series.Labels, buffer.Values[^1], null);
            if (text.Length < FlushLength) continue;
            await context.Response.Body.WriteAsync(text.Written(), context.RequestAborted).ConfigureAwait(false);
            text.Clear();
        }

        await context.Response.Body.WriteAsync(text.Written(), context.RequestAborted).ConfigureAwait(false);
    }

    private static string Family(string name)
    {
        foreach (string suffix in HistogramSuffixes)
        {
            if (!name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            string family = name[..^suffix.Length];
            if (MetricCatalog.All.TryGetValue(family, out (MetricType Type, string Help) meta) && meta.Type == MetricType.Histogram) return family;
        }

        return name;
    }
}
