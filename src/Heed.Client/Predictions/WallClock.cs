namespace Heed.Client.Predictions;

/// <summary>
/// Times of day from timestamps, so that a prediction asks one clock at its begin and not two. The two clocks are compared again every
/// tenth of a second: no time of day is behind a change of the machine's clock by more. Safe to use from any thread; allocates nothing.
/// </summary>
internal sealed class WallClock
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;
    private readonly double _ticksPerStamp;
    private readonly long _every;
    private long _comparedAt;
    private long _offsetTicks;

    public WallClock(TimeProvider clock)
    {
        _clock = clock;
        _ticksPerStamp = (double)TimeSpan.TicksPerSecond / clock.TimestampFrequency;
        _every = (long)(Every.Ticks / _ticksPerStamp);
        Compare(clock.GetTimestamp());
    }

    /// <summary>Unix milliseconds.</summary>
    /// <param name="timestamp">Of the same clock, a moment ago at most.</param>
    public long TimeMs(long timestamp)
    {
        if (timestamp - Volatile.Read(ref _comparedAt) > _every) Compare(timestamp);
        return (Volatile.Read(ref _offsetTicks) + (long)(timestamp * _ticksPerStamp)) / TimeSpan.TicksPerMillisecond;
    }

    private void Compare(long timestamp)
    {
        long nowTicks = _clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        Volatile.Write(ref _offsetTicks, nowTicks - (long)(timestamp * _ticksPerStamp));
        Volatile.Write(ref _comparedAt, timestamp);
    }
}
