using System.CommandLine;
using System.Globalization;

namespace Heed.Load;

/// <summary><c>push</c>: many active series by remote write, as fast as the server takes them.</summary>
internal static class PushCommand
{
    private const long StepMs = 15_000;

    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        Option<int> pid = ServerOption.Pid();
        Option<int> series = new("--series") { DefaultValueFactory = _ => 10_000, Description = "Active series." };
        Option<int> steps = new("--steps") { DefaultValueFactory = _ => 300, Description = "Samples of each." };
        Option<int> batch = new("--batch") { DefaultValueFactory = _ => 2_000, Description = "Samples a request." };
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 2, Description = "Requests at a time." };
        Option<int> settle = new("--settle") { DefaultValueFactory = _ => 6, Description = "Seconds for what the server defers, before its CPU time is read." };
        Command command = new("push", "Pushes active series by remote write; --url is the whole address of the write endpoint.")
        {
            url, pid, series, steps, batch, connections, settle,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            int count = parsed.GetValue(connections);
            using HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = count });
            RemoteWriter writer = new(client, parsed.GetRequiredValue(url));
            int process = parsed.GetValue(pid);
            (double cpu, long resident) = (ProcessFigures.CpuSeconds(process), ProcessFigures.ResidentBytes(process));
            long start = TimeProvider.System.GetTimestamp();
            int all = parsed.GetValue(series);
            int share = (all + count - 1) / count;
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => PushAsync(
                writer, new ActiveSeries(i * share, Math.Min(share, all - (i * share))), parsed.GetValue(steps), parsed.GetValue(batch), cancellation)));
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            await Task.Delay(TimeSpan.FromSeconds(parsed.GetValue(settle)), TimeProvider.System, cancellation);
            cpu = ProcessFigures.CpuSeconds(process) - cpu;
            resident = ProcessFigures.ResidentBytes(process) - resident;
            long samples = (long)all * parsed.GetValue(steps);
            Console.WriteLine("series\tsamples\tseconds\tsamples_per_s\tserver_cpu_s\tsamples_per_cpu_s\tresident_bytes_per_series\trefused_requests");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{all}\t{samples}\t{seconds:0.00}\t{samples / seconds:0}\t{cpu:0.00}\t{samples / cpu:0}\t{resident / all}\t{writer.Refused}"));
            return writer.Refused == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task PushAsync(RemoteWriter writer, ActiveSeries series, int steps, int batch, CancellationToken cancellation)
    {
        await Task.Yield();
        byte[][] labels = [.. series.Labels.Select(RemoteWriteBody.EncodeLabels)];
        RemoteWriteBody body = new();
        for (int step = 0; step < steps; step++)
        {
            long timeMs = (HistorySeries.StartSeconds * 1000) + (step * StepMs);
            for (int i = 0; i < series.Count; i++)
            {
                body.Add(labels[i], series.Step(i), timeMs);
                if (body.Samples >= batch) await writer.SendAsync(body, cancellation);
            }

            await writer.SendAsync(body, cancellation);
        }
    }
}
