using System.CommandLine;
using System.Globalization;

using Heed.Load;

Option<Uri> url = new("--url") { Description = "The server's address; loopback only.", Required = false };
Option<int> pid = new("--pid") { Description = "The server's process id, for its CPU time and memory." };
Option<long> events = new("--events") { DefaultValueFactory = _ => 1_000_000, Description = "Events in all." };
Option<int> batch = new("--batch") { DefaultValueFactory = _ => 500, Description = "Events a request." };
Option<int> connections = new("--connections") { DefaultValueFactory = _ => 2, Description = "Requests at a time." };
Option<int> features = new("--features") { DefaultValueFactory = _ => 20, Description = "Numeric features an event." };
Option<string> baseline = new("--write-baseline") { Description = "Writes a baseline of 10,000 events to this file and ends." };
RootCommand root = new("Posts prediction events to a Heed server on this machine and prints what it took, tab-separated.")
{
    url, pid, events, batch, connections, features, baseline,
};

root.SetAction(async (parsed, cancellation) =>
{
    if (parsed.GetValue(baseline) is { } file)
    {
        await File.WriteAllTextAsync(file, EventBatch.RenderBaseline("load", 10_000, parsed.GetValue(features), 1), cancellation);
        return 0;
    }

    if (parsed.GetValue(url) is not { IsLoopback: true } server)
    {
        await Console.Error.WriteLineAsync("expected --url with a loopback address");
        return 2;
    }

    LoadRun run = new(server, parsed.GetValue(events), parsed.GetValue(batch), parsed.GetValue(connections), parsed.GetValue(features));
    LoadResult result = await run.RunAsync(parsed.GetValue(pid), TimeProvider.System, cancellation);
    Console.WriteLine("events\tbatch\tconnections\tseconds\tevents_per_s\tserver_cpu_s\tevents_per_cpu_s\trss_mb\trequest_p50_ms\trequest_p99_ms\tnot_accepted");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{result.Events}\t{run.BatchSize}\t{run.Connections}\t{result.Seconds:0.00}\t{result.Events / result.Seconds:0}\t{result.CpuSeconds:0.00}\t{result.Events / result.CpuSeconds:0}\t{result.ResidentBytes / 1e6:0}\t{result.P50Ms:0.00}\t{result.P99Ms:0.00}\t{result.NotAccepted}"));
    return result.NotAccepted == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
