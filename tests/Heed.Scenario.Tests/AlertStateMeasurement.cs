using System.Globalization;

using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>What firing alerts cost the state database, measured on demand.</summary>
public sealed class AlertStateMeasurement(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Alerts_that_only_go_on_are_not_written(int count)
    {
        using TemporaryFolder folder = new();
        folder.Write("am.yml", "route: { receiver: nobody, group_by: [service] }\nreceivers: [{ name: nobody }]\n");
        string config = folder.Write("heed.yml", "models: []\nalertmanager: am.yml\n");
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddYears(56);
        await using RunningServer server = await RunningServer.StartAsync(config, start, folder.File("data"));
        Tell("all new", server.Station, Alerts(count, start, 0));
        for (int minute = 1; minute <= 3; minute++) Tell($"repeated, minute {minute}", server.Station, Alerts(count, start, minute));
        Tell("one more", server.Station, Alerts(1, start, 4, "New"));
        FileInfo database = new(folder.File("data/state.db"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"state.db {database.Length / 1024.0:0} KiB"));
    }

    private void Tell(string what, Station station, IReadOnlyList<Alert> alerts)
    {
        TimeProvider clock = TimeProvider.System;
        long begin = clock.GetTimestamp();
        station.Alerts.Accept(alerts);
        double accepted = clock.GetElapsedTime(begin).TotalMilliseconds;
        station.AfterTurn();
        double written = clock.GetElapsedTime(begin).TotalMilliseconds - accepted;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alerts.Count} alerts, {what}: accepted in {accepted:0.0} ms, written in {written:0.0} ms"));
    }

    private static IReadOnlyList<Alert> Alerts(int count, DateTimeOffset start, int minute, string name = "Slow")
    {
        long nowMs = start.AddMinutes(minute).ToUnixTimeMilliseconds();
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Alert(
                LabelSet.Of(("alertname", name), ("severity", "warning"), ("service", $"s{i % 100}"), ("instance", i.ToString(CultureInfo.InvariantCulture))),
                LabelSet.Of(("summary", "requests are slow")), start.ToUnixTimeMilliseconds(), nowMs + 240_000, nowMs, "http://heed/graph")),
        ];
    }
}
