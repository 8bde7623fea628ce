using Heed.FalseAlarms;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Evidence.Service;

namespace Heed.Monitoring.Tests.Evidence.Service;

/// <summary>A small seeded part of the grid of services in bench/falsealarms, from the first request on.</summary>
public sealed class ServiceFalseAlarmTests
{
    private const int Days = 60;

    [Theory]
    [InlineData(90, 0.001, 0, 0.08)]
    [InlineData(90, 0.01, 0.2, 0.08)]
    [InlineData(90, 0.001, 0, 0.2)]
    [InlineData(6, 0.001, 0, 0.2)]
    public void Where_nothing_changes_alarms_stay_within_the_budget(int requests, double failing, double following, double noise)
    {
        PaneLayout layout = new SimulatedModel(new StreamShape(50, 1, 0, false, 0), 1).Layout;
        int alarms = 0;
        for (ulong seed = 20; seed < 23; seed++)
        {
            alarms += new SimulatedService(new ServiceShape(requests, failing, following, noise), layout, [TimeSpan.FromDays(30)], seed).Alarms(Days)[0].All;
        }

        // Three services of 60 days have six at exactly the budget.
        Assert.InRange(alarms, 0, 7);
    }

    [Fact]
    public void Requests_that_all_come_within_ten_minutes_of_an_hour_are_missed_in_no_other()
    {
        HourlyBatch batch = new();
        for (int day = 0; day < 14; day++) batch.RunDay();
        Assert.Equal(0, batch.Alarms);
    }

    /// <summary>One request a minute, and ninety more in each of ten minutes of every night.</summary>
    private sealed class HourlyBatch
    {
        private const long MinuteMs = 60_000;
        private readonly ServiceEvidence _evidence = new(
            new EvidenceBudget(new SimulatedModel(new StreamShape(50, 1, 0, false, 0), 1).Layout, 90 * 24),
            new LatencyBaseline(1000, 0.05, 0.1, 0.2),
            ServicePromise.None);

        private long _nowMs = 1_769_990_400_000;

        public int Alarms { get; private set; }

        public void RunDay()
        {
            bool held = false;
            for (int minute = 0; minute < 24 * 60; minute++, _nowMs += MinuteMs)
            {
                int requests = minute is >= 197 and < 207 ? 91 : 1;
                for (int i = 0; i < requests; i++) _evidence.Observe(_nowMs, isError: false, 0.05);
                _evidence.AdvanceInSilence(_nowMs + (2 * MinuteMs));
                bool holds = _evidence.TrafficStrength >= 1;
                if (holds && !held) Alarms++;
                held = holds;
            }
        }
    }
}
