using Heed.Monitoring.Monitors;

namespace Heed.Monitoring.Tests;

public sealed class RecentRequestsTests
{
    [Fact]
    public void Latencies_stay_sorted_as_requests_come_and_are_forgotten_also_over_a_restart()
    {
        Random random = new(7);
        RecentRequests recent = new();
        List<double> all = [];
        for (int i = 0; i < 3500; i++)
        {
            // Few different ones, so that equals meet; some unknown.
            double latency = random.Next(10) == 0 ? double.NaN : random.Next(10) == 0 ? double.PositiveInfinity : random.Next(200) / 1000.0;
            all.Add(latency);
            recent.Add(latency, failed: false);
            if (i == 1700) recent = Reopened(recent);

            // Each time, now and then, and once after more requests than are kept.
            bool isAsked = i is < 300 or > 3300 || (i < 2200 && random.Next(80) == 0);
            if (isAsked) Assert.Equal(all.TakeLast(1000).Where(double.IsFinite).Order(), recent.SortedLatencies().ToArray());
        }
    }

    private static RecentRequests Reopened(RecentRequests recent)
    {
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        recent.Save(writer);
        state.Position = 0;
        RecentRequests loaded = new();
        loaded.Load(new BinaryReader(state));
        return loaded;
    }
}
