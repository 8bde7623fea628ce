using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Host;

/// <summary>The figures of GPUs, under DCGM exporter's names; the tool is asked beside the engine, which takes what came last.</summary>
/// <param name="series">With the job that scraping DCGM's exporter usually has.</param>
/// <param name="host">The label <c>Hostname</c>.</param>
public sealed class GpuFigures(HostSeries series, string host) : ISampleSource
{
    private volatile IReadOnlyList<GpuFigure> _last = [];

    /// <summary>Takes the newest figures; none while the tool does not answer.</summary>
    public void Set(IReadOnlyList<GpuFigure> gpus) => _last = gpus;

    public void Collect(long nowMs, ISampleSink sink)
    {
        foreach (GpuFigure gpu in _last)
        {
            Add(nowMs, sink, "DCGM_FI_DEV_GPU_UTIL", gpu.Utilization, gpu);
            Add(nowMs, sink, "DCGM_FI_DEV_MEM_COPY_UTIL", gpu.MemoryUtilization, gpu);
            Add(nowMs, sink, "DCGM_FI_DEV_FB_USED", gpu.UsedMib, gpu);
            Add(nowMs, sink, "DCGM_FI_DEV_FB_FREE", gpu.FreeMib, gpu);
            Add(nowMs, sink, "DCGM_FI_DEV_GPU_TEMP", gpu.Temperature, gpu);
            Add(nowMs, sink, "DCGM_FI_DEV_POWER_USAGE", gpu.PowerWatts, gpu);
        }
    }

    private void Add(long nowMs, ISampleSink sink, string metric, double value, GpuFigure gpu)
    {
        if (!double.IsFinite(value)) return;
        series.Add(
            sink,
            nowMs,
            metric,
            value,
            ("UUID", gpu.Uuid),
            ("gpu", gpu.Index),
            ("device", "nvidia" + gpu.Index),
            ("modelName", gpu.Name),
            ("Hostname", host));
    }
}
