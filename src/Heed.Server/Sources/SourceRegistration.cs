using Heed.Server.Hosting;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>What foreign sources need of the host.</summary>
internal static class SourceRegistration
{
    /// <summary>Behind the engine's loop, so that it is stopped before it.</summary>
    public static void AddSources(this IServiceCollection services)
    {
        services.AddSingleton<SourceDesk>();
        services.AddHostedService(s => new SourcePump(
            s.GetRequiredService<SourceDesk>(),
            s.GetRequiredService<IngestGate>(),
            s.GetRequiredService<Station>(),
            TimeProvider.System,
            s.GetRequiredService<ILogger<SourcePump>>()));
    }
}
