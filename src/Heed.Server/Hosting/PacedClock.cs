namespace Heed.Server.Hosting;

/// <summary>The clock of a recorded stream: it stands where whoever plays the stream has put it.</summary>
public sealed class PacedClock(long startMs) : TimeProvider
{
    private long _nowMs = startMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _nowMs));

    /// <summary>Moves it on; it never goes back.</summary>
    public void MoveTo(long timeMs) => Volatile.Write(ref _nowMs, Math.Max(timeMs, Volatile.Read(ref _nowMs)));
}
