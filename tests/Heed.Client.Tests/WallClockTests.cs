using Heed.Client.Predictions;

namespace Heed.Client.Tests;

/// <summary>Times of day that are worked out from timestamps.</summary>
public sealed class WallClockTests
{
    [Fact]
    public void The_time_of_day_is_that_of_the_clock_and_follows_its_changes_within_a_tenth_of_a_second()
    {
        SteppedClock clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        WallClock wall = new(clock);
        long start = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(start, wall.TimeMs(clock.GetTimestamp()));
        for (int ms = 7; ms < 5000; ms += 7)
        {
            clock.Advance(TimeSpan.FromMilliseconds(7));
            Assert.Equal(start + ms, wall.TimeMs(clock.GetTimestamp()));
        }

        clock.Step(TimeSpan.FromHours(-1));
        clock.Advance(TimeSpan.FromMilliseconds(101));
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), wall.TimeMs(clock.GetTimestamp()));
    }

    /// <summary>Its time of day can be set, as an administrator sets that of a machine; its timestamps go on.</summary>
    private sealed class SteppedClock(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _now = now;
        private long _stamp = 12_345;

        public override long TimestampFrequency => 1_000_000_000;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _stamp;

        public void Advance(TimeSpan by)
        {
            _now += by;
            _stamp += by.Ticks * 100;
        }

        public void Step(TimeSpan by) => _now += by;
    }
}
