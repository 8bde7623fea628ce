namespace Heed.Server.Leadership;

/// <summary>A moment by both of the machine's clocks.</summary>
/// <param name="Timestamp">Of the clock that only goes forward.</param>
/// <param name="WallMs">Of the clock on the wall, in milliseconds since the Unix epoch.</param>
internal sealed record LeaseMoment(long Timestamp, long WallMs)
{
    public static LeaseMoment Of(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow().ToUnixTimeMilliseconds());
}
