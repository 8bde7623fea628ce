using System.CommandLine;
using System.Globalization;

namespace Heed.Load;

/// <summary><c>events</c>: posts prediction events.</summary>
internal static class EventsCommand
{
    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        url.Required = false;
        Option<int> pid = ServerOption.Pid();
        Option<long> events = new("--events") { DefaultValueFactory = _ => 1_000_000, Description = "Events in all." };
        Option<int> batch = new("--batch") { DefaultValueFactory = _ => 500, Description = "Events a request." };
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 2, Description = "Requests at a time." };
        Option<int> features = new("--features") { DefaultValueFactory = _ => 20, Description = "Numeric features an event." };
        Option<string> baseline = new("--write-baseline") { Description = "Writes a baseline of 10,000 events to this file and ends." };
        Option<long> firstId = new("--first-id") { Description = "The id of the first event: a second run against the same server needs others than the first." };
        Command command = new("events", "Posts prediction events and prints what it took, tab-separated.")
        {
            url, pid, events, batch, connections, features, baseline, firstId,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(baseline) is { } file)
            {
                await File.WriteAllTextAsync(file, EventBatch.RenderBaseline("load", 10_000, parsed.GetValue(features), 1), cancellation);
                return 0;
            }

            LoadRun run = new(
                parsed.GetRequiredValue(url), parsed.GetValue(events), parsed.GetValue(batch), parsed.GetValue(connections),
                parsed.GetValue(features), parsed.GetValue(firstId));
            LoadResult result = await run.RunAsync(parsed.GetValue(pid), TimeProvider.System, cancellation);
            Print(run, result);
            return result.NotAccepted == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Print(LoadRun run, LoadResult result)
    {
        Console.WriteLine("events\tbatch\tconnections\tseconds\tevents_per_s\tserver_cpu_s\tevents_per_cpu_s\trss_mb\trequest_p50_ms\trequest_p99_ms\tnot_accepted");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Events}\t{run.BatchSize}\t{run.Connections}\t{result.Seconds:0.00}\t{result.Events / result.Seconds:0}\t{result.CpuSeconds:0.00}\t{result.Events / result.CpuSeconds:0}\t{result.ResidentBytes / 1e6:0}\t{result.P50Ms:0.00}\t{result.P99Ms:0.00}\t{result.NotAccepted}"));
    }
}
