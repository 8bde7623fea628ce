using Microsoft.Extensions.Hosting;

namespace Heed.Client.Hosting;

/// <summary>Starts the client with the host, so that wrong options are told at once, and flushes it at the end.</summary>
internal sealed class HeedClientLife(HeedClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) => await client.DisposeAsync().ConfigureAwait(false);
}
