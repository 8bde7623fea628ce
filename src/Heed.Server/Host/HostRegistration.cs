using Heed.Server.Configuration;
using Heed.Server.Hosting;

using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Host;

/// <summary>Adds the figures of this machine to a station's own.</summary>
internal static class HostRegistration
{
    public static void AddHostFigures(this IServiceCollection services, Station station)
    {
        HostOptions options = station.Options.Host;
        string instance = options.Instance ?? Environment.MachineName;
        if (options.Node)
        {
            HostSeries node = new("node", instance);
            station.Figures.Add(new HostFigures(new ProcFiles("/proc"), node));
            station.Figures.Add("heed_host_refused_series_total", () => node.Refused);
        }

        if (!options.Gpus) return;
        GpuFigures gpus = new(new HostSeries("dcgm", instance), Environment.MachineName);
        station.Figures.Add(gpus);
        services.AddHostedService(_ => new GpuWatch(gpus, station.Options.Global.SampleInterval, TimeProvider.System));
    }
}
