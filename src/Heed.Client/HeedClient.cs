using System.Security.Cryptography;

using Heed.Client.Predictions;
using Heed.Client.Sending;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heed.Client;

/// <summary>
/// Carries the events of one service to one Heed server. Nothing that the service calls blocks, throws or waits for the network: events
/// wait in a
/// bounded queue, a background task sends them in batches over one connection, and what could not be sent is counted.
/// </summary>
public sealed class HeedClient : IAsyncDisposable
{
    private readonly HeedClientOptions _options;
    private readonly EventQueue _queue;
    private readonly EventSender _sender;
    private readonly ClientCounters _counters = new();
    private readonly SenderLog _log;
    private readonly WallClock _wall;

    /// <exception cref="ArgumentException">The options are not valid; the message says what is wrong with them.</exception>
    public HeedClient(HeedClientOptions options, ILogger<HeedClient>? log = null, TimeProvider? clock = null)
    {
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join("; ", errors), nameof(options));
        _options = options;
        Clock = clock ?? TimeProvider.System;
        _wall = new WallClock(Clock);
        _queue = new EventQueue(options.QueueEvents);
        _log = new SenderLog(log ?? NullLogger<HeedClient>.Instance, Clock);
        _sender = new EventSender(options, _queue, _counters, IdPrefix, Clock, _log);
    }

    /// <summary>What became of the events so far.</summary>
    public ClientStats Stats => _counters.Read(_queue.Taken, _queue.Count);

    internal TimeProvider Clock { get; }

    /// <summary>Makes the ids of this process its own.</summary>
    internal string IdPrefix { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + "-";

    /// <param name="name">As in <c>heed.yml</c>.</param>
    /// <param name="version">The version that answers; null for the options' one.</param>
    public ModelClient Model(string name, string? version = null) => new(this, name, version ?? _options.Version);

    /// <summary>Whether everything so far has been answered by the server, or kept on disk, within the time.</summary>
    public Task<bool> FlushAsync(TimeSpan within, CancellationToken cancellation = default) => _sender.FlushAsync(within, cancellation);

    /// <summary>Sends what is left, for at most <see cref="HeedClientOptions.ExitTime"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.IsClosed) return;
        _queue.Close();
        await _sender.DisposeAsync().ConfigureAwait(false);
    }

    /// <param name="kind">What the event is.</param>
    /// <param name="model">Whose it is.</param>
    /// <param name="timestamp">When it begins, by <see cref="Clock"/>.</param>
    internal EventSlot? Take(EventKind kind, ModelShape model, long timestamp)
    {
        EventSlot? slot = _queue.Take();
        if (slot is null)
        {
            _counters.Dropped.Add(1);
            return null;
        }

        slot.Begin(kind, model);
        slot.TimeMs = _wall.TimeMs(timestamp);
        return slot;
    }

    internal void Add(EventSlot slot)
    {
        if (_queue.Add(slot) == _options.BatchEvents) _sender.Wake();
    }

    internal void Undescribed(Exception error)
    {
        _counters.Undescribed.Add(1);
        _log.Undescribed(error);
    }

    internal void Release(EventSlot slot) => _queue.Release(slot);
}
