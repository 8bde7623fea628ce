using Heed.Server.Configuration;
using Heed.Server.Hosting;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>What foreign sources need of the host.</summary>
internal static class SourceRegistration
{
    /// <summary>Behind the engine's loop, so that it is stopped before it.</summary>
    public static void AddSources(this IServiceCollection services, Station station)
    {
        services.AddSingleton<SourceDesk>();
        services.AddHostedService(s => new SourcePump(
            s.GetRequiredService<SourceDesk>(),
            s.GetRequiredService<IngestGate>(),
            s.GetRequiredService<Station>(),
            TimeProvider.System,
            s.GetRequiredService<ILogger<SourcePump>>()));
        if (station.Options.Imports.Count == 0) return;
        ImportFigures figures = new(station);
        foreach (ImportFolderOptions folder in station.Options.Imports)
        {
            // The method that takes a factory keeps one service of a type only.
            services.AddSingleton<IHostedService>(s => new ImportWatch(
                folder,
                s.GetRequiredService<SourceDesk>(),
                s.GetRequiredService<IngestGate>(),
                figures,
                TimeProvider.System,
                s.GetRequiredService<ILogger<ImportWatch>>()));
        }
    }
}
