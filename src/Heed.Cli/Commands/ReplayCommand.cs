using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Model.Time;
using Heed.Server.Hosting;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed replay heed.yml --events F… --notifications OUT</c>: what would have been sent.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create()
    {
        Argument<string> file = ConfigurationInput.Argument(optional: false);
        Option<string[]> events = new("--events") { Description = "Recorded events: NDJSON, gzip too.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<string> notifications = new("--notifications") { Description = "Where each notification is written as one JSON line; - for the terminal.", Required = true };
        Option<long?> from = Time("--from", "Pass over earlier events (RFC 3339).");
        Option<long?> to = Time("--to", "Stop at this time (RFC 3339).");
        Option<bool> json = new("--json") { Description = "Print the summary as JSON." };
        Command command = new("replay", "Runs recorded events through the whole pipeline on a simulated clock.") { file, events, notifications, from, to, json };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(file)!,
            parsed.GetValue(events)!,
            parsed.GetValue(notifications)!,
            parsed.GetValue(from),
            parsed.GetValue(to),
            parsed.GetValue(json),
            cancellation), cancellation));
        return command;
    }

    private static Option<long?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Rfc3339.TryParse(result.Tokens[0].Value, out long timeMs)) return timeMs;
            result.AddError($"{name}: expected a time such as 2026-03-01T00:00:00Z, found \"{result.Tokens[0].Value}\"");
            return null;
        },
    };

    private static int Run(string file, string[] events, string notifications, long? fromMs, long? toMs, bool json, CancellationToken cancellation)
    {
        if (ConfigurationInput.Read(file, dataDirectory: null, keepBaselines: false) is not { } inventory) return ExitCodes.BadInput;
        try
        {
            using RecordedEvents recorded = new(events.Select(path => new RecordedFile(path, TimeSpan.Zero)));
            using Stream target = notifications == "-" ? Console.OpenStandardOutput() : File.Create(notifications);
            long start = TimeProvider.System.GetTimestamp();
            ReplaySummary summary = WithProgress(progress => Replay.Run(inventory, recorded, fromMs, toMs, target, progress, cancellation));
            Print(summary, TimeProvider.System.GetElapsedTime(start), json, quiet: notifications == "-");
            return ExitCodes.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("heed: " + error.Message);
            return ExitCodes.BadInput;
        }
    }

    private static ReplaySummary WithProgress(Func<IProgress<double>?, ReplaySummary> run)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) return run(null);
        IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return errors.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask("replaying", maxValue: 1);
            return run(new TaskProgress(task));
        });
    }

    private static void Print(ReplaySummary summary, TimeSpan took, bool json, bool quiet)
    {
        foreach (string refusal in summary.Refusals.Take(20)) Console.Error.WriteLine(refusal);
        if (summary.Refusals.Count > 20) Console.Error.WriteLine($"... and {summary.Refused - 20} more");
        TextWriter target = quiet ? Console.Error : Console.Out;
        if (json)
        {
            target.WriteLine(JsonSerializer.Serialize(summary, Json));
            return;
        }

        string refused = summary.Refused > 0 ? string.Create(CultureInfo.InvariantCulture, $", {summary.Refused:N0} refused") : "";
        target.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Events:N0} events{refused}, {Rfc3339.Format(summary.FromMs)} to {Rfc3339.Format(summary.ToMs)}, {summary.Samples:N0} samples, {summary.Notifications:N0} notifications, {took.TotalSeconds:0.0} s"));
    }

    private sealed class TaskProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
