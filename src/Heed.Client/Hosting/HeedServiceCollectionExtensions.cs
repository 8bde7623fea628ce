using Heed.Client;
using Heed.Client.Hosting;

using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Heed in a service's container.</summary>
public static class HeedServiceCollectionExtensions
{
    /// <summary>Adds one <see cref="HeedClient"/>; the end of the host sends what is left.</summary>
    public static IServiceCollection AddHeed(this IServiceCollection services, Action<HeedClientOptions> configure)
    {
        services.AddSingleton(provider =>
        {
            HeedClientOptions options = new();
            configure(options);
            return new HeedClient(options, provider.GetService<ILogger<HeedClient>>(), provider.GetService<TimeProvider>());
        });
        services.AddHostedService<HeedClientLife>();
        return services;
    }
}
