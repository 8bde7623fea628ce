namespace Heed.Server.Leadership;

/// <summary>
/// One stretch of time in which this server leads. It ends for good when its lease was not prolonged in time, by either of the machine's
/// clocks: one of them may have stood still while the machine did. Safe for use by several threads.
/// </summary>
public sealed class LeaderTerm : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _length;
    private readonly ITimer? _timer;
    private volatile LeaseMoment _granted;

    /// <param name="number">Greater than that of every term before it, of whichever server.</param>
    /// <param name="length">How long the lease is; <see cref="TimeSpan.MaxValue"/> for a server that shares its state with no other.</param>
    /// <param name="granted">Taken before the lease was asked for: so this server never believes in it longer than the database does.</param>
    /// <param name="clock">The machine's.</param>
    internal LeaderTerm(long number, TimeSpan length, LeaseMoment granted, TimeProvider clock)
    {
        Number = number;
        Ended = _ended.Token;
        _clock = clock;
        _length = length;
        _granted = granted;
        if (length < TimeSpan.MaxValue) _timer = clock.CreateTimer(static term => ((LeaderTerm)term!).EndIfOver(), this, length, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The token with which everything is written that this term decides.</summary>
    public long Number { get; }

    /// <summary>Cancelled when the term is over.</summary>
    public CancellationToken Ended { get; }

    public bool HasEnded => Ended.IsCancellationRequested;

    /// <summary>How much of the lease is left by the stricter of the clocks; nothing once the term has ended.</summary>
    public TimeSpan Left
    {
        get
        {
            if (HasEnded) return TimeSpan.Zero;
            if (_length == TimeSpan.MaxValue) return _length;
            LeaseMoment granted = _granted;
            TimeSpan monotonic = _clock.GetElapsedTime(granted.Timestamp);
            TimeSpan wall = TimeSpan.FromMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds() - granted.WallMs);
            TimeSpan left = _length - (monotonic > wall ? monotonic : wall);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A term of a server that shares its state with no other: it never ends.</summary>
    internal static LeaderTerm Unshared(TimeProvider clock) => new(0, TimeSpan.MaxValue, LeaseMoment.Of(clock), clock);

    /// <summary>The lease was prolonged.</summary>
    internal void Prolong(LeaseMoment granted) => _granted = granted;

    /// <summary>The term is over, for good.</summary>
    internal void End()
    {
        _timer?.Dispose();
        _ended.Cancel();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _ended.Dispose();
    }

    private void EndIfOver()
    {
        if (Left is { Ticks: > 0 } left) _timer?.Change(left, Timeout.InfiniteTimeSpan);
        else _ended.Cancel();
    }
}
