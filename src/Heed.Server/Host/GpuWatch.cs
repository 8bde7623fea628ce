using Microsoft.Extensions.Hosting;

namespace Heed.Server.Host;

/// <summary>Asks for the figures of GPUs once an interval. A machine without the tool is asked again a minute later each time.</summary>
internal sealed class GpuWatch(GpuFigures figures, TimeSpan interval, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan PauseWithout = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                IReadOnlyList<GpuFigure>? gpus = await NvidiaSmi.AskAsync(stoppingToken).ConfigureAwait(false);
                figures.Set(gpus ?? []);
                TimeSpan pause = gpus is null && interval < PauseWithout ? PauseWithout : interval;
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
