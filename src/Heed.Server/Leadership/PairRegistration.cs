using Heed.Server.Hosting;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Leadership;

/// <summary>What a server of a pair has beside one that stands alone.</summary>
internal static class PairRegistration
{
    /// <summary>To be called before the engine's loop is added: hosted services end in the opposite order, and the lease is given back last.</summary>
    public static void AddPair(this IServiceCollection services, SharedState shared, Station station)
    {
        services.AddSingleton(shared.Status);
        services.AddHostedService(all => new LeaseKeeper(
            shared, station, all.GetRequiredService<EngineLoop>(), TimeProvider.System, all.GetRequiredService<ILogger<LeaseKeeper>>()));
        PairStatus status = shared.Status;
        station.Figures.Add("heed_leader", () => status.Own is null ? 0 : 1);
        station.Figures.Add("heed_leader_terms_total", () => status.Terms);
        station.Figures.Add("heed_leaderless", () => status.IsLed ? 0 : 1);
        station.Figures.Add("heed_state_reachable", () => status.View.IsReachable ? 1 : 0);
        station.Figures.Add("heed_pair_servers", () => status.View.IsReachable ? status.View.Servers.Count : 1);
    }
}
