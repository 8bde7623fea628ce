using Heed.Server.SelfMonitoring;
using Heed.Storage;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>Seals, compacts and lets go in the embedded store, beside everything else; says what failed there.</summary>
internal sealed class SeriesUpkeep(Station station, SampleIntake intake, TimeProvider clock, ILogger<SeriesUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private const int TurnsUntilForgetting = 40;

    private string? _lastFailure;
    private string? _lastRemoteFailure;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pause, clock);
        try
        {
            for (int turn = 1; await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false); turn++)
            {
                await Task.Run(() => Maintain(stoppingToken), stoppingToken).ConfigureAwait(false);
                if (turn % TurnsUntilForgetting == 0) intake.ForgetUnused();
                Tell();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Maintain(CancellationToken stopping)
    {
        if (station.Series.Store is not { } store) return;
        MaintenanceOutcome outcome;
        do outcome = store.Maintain(stopping);
        while (outcome is MaintenanceOutcome.Sealed or MaintenanceOutcome.Compacted or MaintenanceOutcome.Dropped);
    }

    /// <summary>The counters count every failure; the log names each new one once.</summary>
    private void Tell()
    {
        if (station.Series.Store?.Report is { LastFailure: { } failure } && failure != _lastFailure)
        {
            _lastFailure = failure;
            ServerLog.SeriesWriteFailed(log, failure);
        }

        if (station.Series.RemoteSink?.Counters is { LastFailure: { } remote } && remote != _lastRemoteFailure)
        {
            _lastRemoteFailure = remote;
            ServerLog.RemoteWriteFailed(log, remote);
        }
    }
}
