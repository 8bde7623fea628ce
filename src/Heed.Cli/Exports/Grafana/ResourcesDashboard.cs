namespace Heed.Cli.Exports.Grafana;

/// <summary>Is there room? Machines, and Heed itself.</summary>
internal static class ResourcesDashboard
{
    private const string Machine = "instance=~\"$instance\"";
    private const string Disks = Machine + ",fstype!~\"tmpfs|ramfs|overlay|squashfs\"";

    public static Dashboard Make() => new(
        "heed-resources",
        "Heed: resources",
        "Is there room: processor, memory, disk, GPU, and Heed itself",
        [DashboardVariable.Instance],
        [
            new Panel("Processor", PanelKind.TimeSeries, "percentunit",
                [new($"1 - avg by (instance) (rate(node_cpu_seconds_total{{{Machine},mode=\"idle\"}}[$__rate_interval]))", "{{instance}}")])
            {
                Range = (0, 1), Thresholds = [(0.9, "red")], Description = "Share of all cores in use.",
            },
            new Panel("Memory", PanelKind.TimeSeries, "percentunit",
                [new($"1 - node_memory_MemAvailable_bytes{{{Machine}}} / node_memory_MemTotal_bytes{{{Machine}}}", "{{instance}}")])
            {
                Range = (0, 1), Thresholds = [(0.9, "red")], Description = "Share of memory that is not available.",
            },
            new Panel("Disk", PanelKind.TimeSeries, "percentunit",
                [new($"1 - node_filesystem_avail_bytes{{{Disks}}} / node_filesystem_size_bytes{{{Disks}}}", "{{instance}} {{mountpoint}}")])
            {
                Range = (0, 1), Thresholds = [(0.9, "red")], Description = "Share of each file system in use.",
            },
            new Panel("GPU", PanelKind.TimeSeries, "percent", [new("DCGM_FI_DEV_GPU_UTIL", "{{instance}} {{gpu}}")])
            {
                Range = (0, 100), Description = "Load of each GPU.",
            },
            new Panel("Time until it runs out", PanelKind.BarGauge, "s",
                [new("min by (forecast, instance) (ml_forecast_time_to_exhaustion_seconds < +Inf)", "{{forecast}} {{instance}}", IsInstant: true)])
            {
                Thresholds = [(double.NegativeInfinity, "red"), (14400, "orange"), (86400, "green")], Description = "Forecasts that missed by little lately; none beyond their horizon.",
            },
            new Panel("Error of forecasts", PanelKind.TimeSeries, "percentunit", [new("ml_forecast_error_ratio", "{{forecast}} {{instance}}")])
            {
                Range = (0, null), Description = "By how much the recent past of each forecast missed.",
            },
            new Panel("Events taken in", PanelKind.TimeSeries, "eps",
            [
                new("rate(heed_ingest_accepted_events_total[$__rate_interval])", "accepted"),
                new("rate(heed_ingest_refused_requests_total[$__rate_interval])", "told to come back"),
            ])
            {
                Range = (0, null), Description = "What Heed took in, and requests that found its queue full.",
            },
            new Panel("Heed's memory", PanelKind.TimeSeries, "bytes",
            [
                new("process_resident_memory_bytes{job=\"heed\"}", "resident"),
                new("heed_process_managed_heap_bytes", "managed heap"),
            ])
            {
                Range = (0, null), Description = "Of the program.",
            },
            new Panel("Heed's processor", PanelKind.TimeSeries, "percentunit", [new("rate(process_cpu_seconds_total{job=\"heed\"}[$__rate_interval])", "cores")])
            {
                Width = 8, Range = (0, null), Description = "Cores in use.",
            },
            new Panel("Series", PanelKind.TimeSeries, "short", [new("heed_storage_series", "series")])
            {
                Width = 8, Range = (0, null), Description = "Series in the store.",
            },
            new Panel("Rules", PanelKind.TimeSeries, "s", [new("max by (rule_group) (heed_rules_group_last_duration_seconds)", "{{rule_group}}")])
            {
                Width = 8, Range = (0, null), Description = "How long the last evaluation of each rule group took.",
            },
        ]);
}
