using System.CommandLine;

namespace Heed.Load;

/// <summary><c>alerts</c>: what a server that speaks Alertmanager's API makes of many alerts.</summary>
internal static class AlertsCommand
{
    private const int Warmup = 30;
    private const int Asked = 10_000;

    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        Option<int> pid = ServerOption.Pid();
        Option<int> alerts = new("--alerts") { DefaultValueFactory = _ => 100_000, Description = "Distinct alerts; lists are asked for with 10,000 of them." };
        Option<int> batch = new("--batch") { DefaultValueFactory = _ => 64, Description = "Alerts a post." };
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 2, Description = "Posts at a time." };
        Option<int> silences = new("--silences") { DefaultValueFactory = _ => 100, Description = "Silences that are added first." };
        Option<int> repetitions = new("--repetitions") { DefaultValueFactory = _ => 20, Description = "Of each list." };
        Option<int> notices = new("--notices") { DefaultValueFactory = _ => 300, Description = "Alerts that are timed to their webhook." };
        Option<int> sink = new("--sink") { DefaultValueFactory = _ => 18300, Description = "The port that the server's webhooks go to." };
        Command command = new("alerts", "Posts alerts and silences, asks for them, and times webhooks; a figure a line, tab-separated.")
        {
            url, pid, alerts, batch, connections, silences, repetitions, notices, sink,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = parsed.GetValue(connections) };
            using HttpClient client = new(handler) { BaseAddress = parsed.GetRequiredValue(url) };
            using NoticeSink listener = new(parsed.GetValue(sink), TimeProvider.System);
            AlertRun warm = new(client, 0, TimeProvider.System, TextWriter.Null);
            await warm.TimeNoticesAsync("warm", Warmup, listener, cancellation);
            AlertRun run = new(client, parsed.GetValue(pid), TimeProvider.System, Console.Out);
            await run.SilenceAsync(parsed.GetValue(silences), cancellation);
            await run.TimeNoticesAsync("few active", parsed.GetValue(notices), listener, cancellation);
            await run.PostAsync(Math.Min(Asked, parsed.GetValue(alerts)), parsed.GetValue(batch), parsed.GetValue(connections), cancellation);
            await run.GetAsync(parsed.GetValue(repetitions), cancellation);
            await run.TimeNoticesAsync("10,000 active", parsed.GetValue(notices), listener, cancellation);
            if (parsed.GetValue(alerts) > Asked) await run.PostAsync(parsed.GetValue(alerts), parsed.GetValue(batch), parsed.GetValue(connections), cancellation);
            return 0;
        });
        return command;
    }
}
