using Heed.Query.Syntax;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Forecasts;

/// <summary>
/// Memory and disk of hosts (node_exporter) and memory of GPUs (DCGM's exporter), by those exporters' names: of no effect where there are
/// no such series.
/// </summary>
public static class DefaultForecasts
{
    public static readonly IReadOnlyList<ForecastOptions> All =
    [
        Falling("host_memory", "node_memory_MemAvailable_bytes"),
        Falling("disk", "node_filesystem_avail_bytes{fstype!~\"tmpfs|ramfs|overlay|squashfs\"}"),
        Falling("gpu_memory", "DCGM_FI_DEV_FB_FREE"),
    ];

    private static ForecastOptions Falling(string name, string expression) => new()
    {
        Name = name,
        Expression = PromqlParser.Parse(expression).Value,
        Limit = 0,
        Side = ThresholdSide.Below,
    };
}
