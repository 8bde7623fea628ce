using Heed.Server.Leadership;
using Heed.Testing;

namespace Heed.Server.Tests.Leadership;

public sealed class LeaderTermTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(9);

    [Fact]
    public void A_term_is_held_for_as_long_as_its_lease_and_then_ended_for_good()
    {
        ManualClock clock = new(Start);
        using LeaderTerm term = new(7, Length, LeaseMoment.Of(clock), clock);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(5), term.Left);
        clock.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(term.HasEnded);
        clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(term.HasEnded);
        term.Prolong(LeaseMoment.Of(clock));
        Assert.Equal(TimeSpan.Zero, term.Left);
    }

    [Fact]
    public void A_lease_counts_from_before_it_was_asked_for()
    {
        ManualClock clock = new(Start);
        using LeaderTerm term = new(7, Length, LeaseMoment.Of(clock), clock);
        clock.Advance(TimeSpan.FromSeconds(3));
        LeaseMoment asked = LeaseMoment.Of(clock);
        clock.Advance(TimeSpan.FromSeconds(2));
        term.Prolong(asked);
        Assert.Equal(TimeSpan.FromSeconds(7), term.Left);
        clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(term.HasEnded);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(term.HasEnded);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(0, 30)]
    [InlineData(-3600, 30)]
    public void Either_clock_ends_it_where_the_other_stood_still_or_went_back(int wallSeconds, int monotonicSeconds)
    {
        TwoClocks clock = new(Start);
        using LeaderTerm term = new(7, Length, LeaseMoment.Of(clock), clock);
        clock.Move(TimeSpan.FromSeconds(wallSeconds), TimeSpan.FromSeconds(monotonicSeconds));
        Assert.Equal(TimeSpan.Zero, term.Left);
    }

    [Fact]
    public void A_wall_clock_that_is_put_back_does_not_make_a_lease_longer()
    {
        TwoClocks clock = new(Start);
        using LeaderTerm term = new(7, Length, LeaseMoment.Of(clock), clock);
        clock.Move(TimeSpan.FromSeconds(-100), TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(5), term.Left);
    }

    [Fact]
    public void A_term_that_nobody_shares_never_ends()
    {
        ManualClock clock = new(Start);
        using LeaderTerm term = LeaderTerm.Unshared(clock);
        clock.Advance(TimeSpan.FromDays(10_000));
        Assert.False(term.HasEnded);
        Assert.Equal(TimeSpan.MaxValue, term.Left);
    }

    /// <summary>A machine whose clocks do not agree; its timers never fire.</summary>
    private sealed class TwoClocks(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _wall = start;
        private TimeSpan _monotonic;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Move(TimeSpan wall, TimeSpan monotonic)
        {
            _wall += wall;
            _monotonic += monotonic;
        }

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _monotonic.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new ManualClock(_wall).CreateTimer(callback, state, dueTime, period);
    }
}
