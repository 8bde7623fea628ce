using Heed.Ingest.Events;
using Heed.Ingest.Sources;
using Heed.Server.Hosting;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>Carries events of foreign sources to the gate, in few large bodies; while the gate has no room they wait.</summary>
internal sealed class SourcePump(SourceDesk desk, IngestGate gate, Station station, TimeProvider pause, ILogger<SourcePump> log) : BackgroundService
{
    private const int MaxBodyBytes = 4 << 20;
    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private SourceLines _empty = new();
    private ReadOnlyMemory<byte> _rest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task expiry = ExpireAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await desk.Outgoing.WaitAsync(stoppingToken).ConfigureAwait(false);
                await CarryAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                SourceLog.CarryFailed(log, error);
            }
        }

        // What was answered for is handed over before the engine ends, which the host stops later: what was being carried, then the rest.
        await CarryAsync(CancellationToken.None).ConfigureAwait(false);
        await CarryAsync(CancellationToken.None).ConfigureAwait(false);
        await expiry.ConfigureAwait(false);
    }

    private async Task CarryAsync(CancellationToken cancellation)
    {
        if (_rest.IsEmpty)
        {
            SourceLines full = desk.Outgoing.Swap(_empty);
            _empty = full;
            _rest = full.Bytes;
        }

        int most = (int)Math.Min(MaxBodyBytes, station.Parser.Limits.MaxBodyBytes);
        while (!_rest.IsEmpty)
        {
            int length = _rest.Length <= most ? _rest.Length : _rest.Span[..most].LastIndexOf((byte)'\n') + 1;
            if (length == 0) length = _rest.Span.IndexOf((byte)'\n') + 1;
            if (!await TryCarryAsync(_rest[..length], cancellation).ConfigureAwait(false)) desk.Outgoing.Drop(_rest.Span[..length].Count((byte)'\n'));
            _rest = _rest[length..];
        }
    }

    /// <summary>False where the server stops and the gate takes no more.</summary>
    private async Task<bool> TryCarryAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        while (true)
        {
            using LinesStream body = new(lines);
            IngestReceipt receipt = await gate.TakeAsync(body, BodyCompression.Detect, cancellation).ConfigureAwait(false);
            if (receipt.Accepted > 0 || receipt is { IsOverloaded: false, Failure: null }) return true;
            if (!cancellation.CanBeCanceled) return false;
            await Task.Delay(Retry, pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ExpireAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(ExpiryInterval, pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false)) desk.Expire();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
