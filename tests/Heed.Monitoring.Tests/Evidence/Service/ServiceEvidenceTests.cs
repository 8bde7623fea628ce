using Heed.FalseAlarms;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Evidence.Service;

namespace Heed.Monitoring.Tests.Evidence.Service;

/// <summary>Failing, slow and missing requests of a service with a hundred requests an hour by day and thirty by night.</summary>
public sealed class ServiceEvidenceTests
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    // Monday, 2 February 2026.
    private const long StartMs = 1_769_990_400_000;

    private static readonly ServicePromise Promise = new(0.5, 0.01, 0.001);

    private ServiceEvidence _evidence = Make();
    private readonly Random _random = new(7);
    private long _nowMs = StartMs;

    [Fact]
    public void Weeks_without_change_show_nothing()
    {
        Run(21 * DayMs);
        Assert.All(_evidence.Findings(), f => Assert.Equal(EvidenceState.Quiet, f.State));
    }

    [Fact]
    public void Nothing_is_said_before_the_service_is_known()
    {
        Run(2 * HourMs, failing: 0.5);
        Assert.Equal(EvidenceState.NotEnoughData, _evidence.Errors().State);
        Assert.Equal(EvidenceState.NotEnoughData, _evidence.Traffic().State);
        Assert.True(double.IsNaN(_evidence.ErrorStrength));
    }

    [Fact]
    public void Until_the_service_is_known_it_is_held_to_its_promise()
    {
        _evidence = Make(Promise);
        Assert.Equal((EvidenceState.Quiet, EvidenceState.Quiet), (_evidence.Errors().State, _evidence.Latency().State));
        Request(failed: true, latency: 0.9);
        Request(failed: false, latency: 0.9);
        Run(10 * HourMs);
        Assert.Equal((EvidenceState.Quiet, EvidenceState.Quiet), (_evidence.Errors().State, _evidence.Latency().State));
        Run(30 * MinuteMs, failing: 0.3, latency: 0.9);
        Assert.Equal((EvidenceState.Holding, EvidenceState.Holding), (_evidence.Errors().State, _evidence.Latency().State));
        Assert.Equal((0.001, 0.01), (_evidence.Errors().ExpectedShare, _evidence.Latency().ExpectedShare));
        Run(3 * HourMs);
        Assert.Equal((EvidenceState.Quiet, EvidenceState.Quiet), (_evidence.Errors().State, _evidence.Latency().State));
    }

    [Fact]
    public void A_service_that_breaks_its_promise_as_often_as_it_may_alarms_within_its_budget_only()
    {
        int alarms = 0;
        for (int service = 0; service < 60; service++)
        {
            _evidence = Make(Promise);
            bool held = false;
            for (int request = 0; request < 1000; request++, _nowMs += 40_000)
            {
                Request(_random.NextDouble() < Promise.ErrorShare, _random.NextDouble() < Promise.SlowShare ? 0.9 : 0.05);
                bool holds = _evidence.ErrorStrength >= 1 || _evidence.LatencyStrength >= 1;
                if (holds && !held) alarms++;
                held = holds;
            }
        }

        // 60 services of eleven hours are 28 days: at one false alarm in 90 days of which half is of these kinds, two are one too many.
        Assert.InRange(alarms, 0, 1);
    }

    [Theory]
    [InlineData(0.012, 24 * 60, 0, 0.0144)]
    [InlineData(0.03, 24 * 60, 0.005, 0.03)]
    [InlineData(0.4, 20, 0.0144, 0.4)]
    public void What_the_share_is_at_least_is_no_more_than_it_is_however_early_its_failures_came(double share, int minutes, double least, double most)
    {
        for (int service = 0; service < 5; service++)
        {
            _evidence = Make();
            Run((9 * DayMs) + (20 * HourMs));
            double largest = 0;
            for (int minute = 0; minute < minutes; minute++)
            {
                Run(MinuteMs, failing: share);
                if (_evidence.Errors().OnsetMs is not null) largest = Math.Max(largest, _evidence.Errors().LeastShare);
            }

            Assert.InRange(largest, least, most);
            _nowMs += 98 * DayMs;
        }
    }

    [Fact]
    public void A_change_that_becomes_worse_after_a_day_is_known_to_be_worse_within_the_hour()
    {
        Run(10 * DayMs);
        Run(DayMs, failing: 0.015);
        Assert.InRange(_evidence.Errors().LeastShare, 0.001, 0.015);
        Run(HourMs, failing: 0.4);
        Assert.InRange(_evidence.Errors().LeastShare, 0.05, 0.4);
        Run(2 * DayMs);
        Assert.Null(_evidence.Errors().OnsetMs);
        Assert.True(double.IsNaN(_evidence.Errors().LeastShare));
    }

    [Fact]
    public void A_slow_change_is_one_change_while_it_lasts()
    {
        int begun = 0;
        for (int service = 0; service < 4; service++)
        {
            Run((9 * DayMs) + (16 * HourMs));
            bool held = false;
            for (int minute = 0; minute < 3 * 24 * 60; minute++)
            {
                Run(MinuteMs, failing: 0.012);
                bool holds = _evidence.Errors().OnsetMs is not null;
                if (holds && !held) begun++;
                held = holds;
            }

            _evidence = Make();
            _nowMs += 98 * DayMs;
        }

        Assert.Equal(4, begun);
    }

    [Fact]
    public void What_comes_back_by_day_only_has_to_stay_away_for_a_whole_one()
    {
        Run(10 * DayMs);
        int begun = 0;
        bool held = false;
        for (int hour = 0; hour < 5 * 24; hour++)
        {
            Run(HourMs, failing: hour < 4 * 24 && hour % 24 is >= 9 and < 16 ? 0.15 : 0);
            bool holds = _evidence.Errors().OnsetMs is not null;
            if (holds && !held) begun++;
            held = holds;
        }

        Assert.InRange(begun, 1, 2);
        Run(DayMs);
        Assert.Null(_evidence.Errors().OnsetMs);
    }

    [Theory]
    [InlineData(0.10, 60)]
    [InlineData(0.50, 15)]
    public void A_burst_of_errors_is_shown_within_minutes_with_its_size_and_ends_soon_after_it(double share, int minutes)
    {
        Run((10 * DayMs) + (12 * HourMs));
        Run(minutes * MinuteMs, failing: share);
        EvidenceFinding errors = _evidence.Errors();
        Assert.Equal(EvidenceState.Holding, errors.State);
        Assert.InRange(errors.CurrentShare, share / 2, share * 2);
        Assert.InRange(_nowMs - errors.OnsetMs!.Value, 0, (minutes + 30) * MinuteMs);
        Run(3 * HourMs);
        Assert.Equal(EvidenceState.Quiet, _evidence.Errors().State);
    }

    [Fact]
    public void One_request_in_a_hundred_is_shown_within_a_day_and_two_at_night_are_not()
    {
        Run(10 * DayMs);
        Request(failed: true);
        Request(failed: true);
        Run(6 * HourMs);
        Assert.Null(_evidence.Errors().OnsetMs);
        Run(DayMs, failing: 0.01);
        Assert.NotNull(_evidence.Errors().OnsetMs);
        Assert.True(_evidence.Errors().CurrentShare < 0.03);
    }

    [Fact]
    public void Slow_requests_are_shown_with_the_share_that_breaks_its_promise()
    {
        Run((10 * DayMs) + (12 * HourMs));
        Run(HourMs, latency: 0.3);
        EvidenceFinding latency = _evidence.Latency();
        Assert.Equal(EvidenceState.Holding, latency.State);
        Assert.Equal(0, latency.CurrentShare);
        Run(HourMs, latency: 0.9);
        Assert.InRange(_evidence.Latency().CurrentShare, 0.15, 0.35);
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(0.3, 90)]
    public void Requests_that_stay_away_are_shown_by_the_clock(double remaining, int minutes)
    {
        Run((10 * DayMs) + (11 * HourMs));
        Assert.Null(_evidence.Traffic().OnsetMs);
        for (int minute = 0; minute < minutes && _evidence.Traffic().OnsetMs is null; minute++) Run(MinuteMs, traffic: remaining);

        // The requests of the minutes before the fall say nothing of its size.
        Assert.InRange(_evidence.Traffic().CurrentShare, remaining / 2, remaining + 0.1);
        Run(minutes * MinuteMs, traffic: remaining);
        Assert.NotNull(_evidence.Traffic().OnsetMs);
        Run(2 * HourMs);
        Assert.Null(_evidence.Traffic().OnsetMs);
    }

    [Theory]
    [InlineData(10, 0.25)]
    [InlineData(3, 0.25)]
    public void A_working_day_like_a_sunday_is_no_fall_of_traffic(int day, double share)
    {
        Run(day * DayMs);
        for (int hour = 0; hour < 24; hour++)
        {
            Run(HourMs, traffic: share);
            Assert.Null(_evidence.Traffic().OnsetMs);
        }
    }

    [Fact]
    public void A_flash_of_traffic_is_no_measure_for_what_comes_after_it()
    {
        Run((5 * DayMs) + (12 * HourMs));
        Run(2 * HourMs, traffic: 4);
        Run(9 * DayMs);
        Assert.Null(_evidence.Traffic().OnsetMs);
    }

    [Fact]
    public void Saved_evidence_goes_on_as_if_nothing_had_happened()
    {
        Run((10 * DayMs) + (12 * HourMs));
        Run(10 * MinuteMs, failing: 0.3, latency: 0.9);
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        _evidence.Save(writer);
        writer.Flush();
        state.Position = 0;
        ServiceEvidence other = Make();
        using BinaryReader reader = new(state);
        other.Load(reader);
        Assert.Equal(state.Length, state.Position);
        Assert.Equal(_evidence.Findings(), other.Findings());
        foreach (ServiceEvidence evidence in (ServiceEvidence[])[_evidence, other])
        {
            for (int i = 0; i < 100; i++) evidence.Observe(_nowMs + (i * MinuteMs), i % 3 == 0, 0.9);
        }

        Assert.Equal(_evidence.Findings(), other.Findings());
    }

    private static ServiceEvidence Make() => Make(ServicePromise.None with { LatencySeconds = 0.5 });

    private static ServiceEvidence Make(ServicePromise promise)
    {
        PaneLayout layout = new SimulatedModel(new StreamShape(100, 2, 0, false, 0), 1).Layout;
        return new ServiceEvidence(new EvidenceBudget(layout, 90 * 24), new LatencyBaseline(1000, 0.05, 0.1, 0.2), promise);
    }

    /// <summary>Weekends have a quarter of the traffic, nights a third of the day's; one request in 3,000 fails, one in 500 is slow.</summary>
    private void Run(long durationMs, double traffic = 1, double failing = 0.0003, double latency = 0.05)
    {
        for (long endMs = _nowMs + durationMs; _nowMs < endMs; _nowMs += MinuteMs)
        {
            long hour = _nowMs / HourMs % 24;
            bool isWeekend = (_nowMs / DayMs % 7) is 2 or 3;
            double rate = traffic * (hour is < 7 or > 20 ? 0.6 : 2) * (isWeekend ? 0.25 : 1);
            for (double left = rate; left > 0; left -= 1)
            {
                if (_random.NextDouble() >= Math.Min(1, left)) continue;
                bool isSlow = _random.NextDouble() < (latency > 0.1 ? 0.5 : 0.002);
                Request(_random.NextDouble() < failing, isSlow ? Math.Max(latency, 0.3) : 0.05);
            }

            _evidence.AdvanceInSilence(_nowMs + MinuteMs);
        }
    }

    private void Request(bool failed, double latency = 0.05) => _evidence.Observe(_nowMs, failed, latency);
}
