using System.CommandLine;
using System.Globalization;

namespace Heed.Load;

/// <summary><c>cloudevents</c>: sends requests and answers as the loggers of KServe and Seldon do, at a rate.</summary>
internal static class CloudEventsCommand
{
    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        Option<int> pid = ServerOption.Pid();
        Option<int> messages = new("--messages") { DefaultValueFactory = _ => 400_000, Description = "Messages in all: half of them requests." };
        Option<int> rate = new("--rate") { DefaultValueFactory = _ => 20_000, Description = "Messages a second." };
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 8, Description = "Connections; half of them send as KServe does." };
        Option<int> features = new("--features") { DefaultValueFactory = _ => 20, Description = "Numeric features a request." };
        Option<int> first = new("--first-id") { Description = "The number of the first pair." };
        Command command = new("cloudevents", "Sends requests and answers as CloudEvents and prints what it took, tab-separated.")
        {
            url, pid, messages, rate, connections, features, first,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            int process = parsed.GetValue(pid);
            int count = parsed.GetValue(connections);
            int pairs = parsed.GetValue(messages) / 2 / count;
            double cpu = ProcessFigures.CpuSeconds(process);
            long start = TimeProvider.System.GetTimestamp();
            CloudEventSender[] senders =
            [
                .. Enumerable.Range(0, count).Select(i => new CloudEventSender(
                    parsed.GetRequiredValue(url), i % 2 == 0, parsed.GetValue(features), parsed.GetValue(first) + (i * pairs), (double)parsed.GetValue(rate) / count)),
            ];
            await Task.WhenAll(senders.Select(s => s.RunAsync(pairs, TimeProvider.System, cancellation)));
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            double used = ProcessFigures.CpuSeconds(process) - cpu;
            int sent = pairs * 2 * count;
            Console.WriteLine("messages\tseconds\tmessages_per_s\tserver_cpu_s\tcpu_us_a_message\trss_mb\tnot_200");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sent}\t{seconds:0.00}\t{sent / seconds:0}\t{used:0.00}\t{used / sent * 1e6:0.0}\t{ProcessFigures.ResidentBytes(process) / 1e6:0}\t{senders.Sum(s => s.Not200)}"));
            return 0;
        });
        return command;
    }
}
