using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Heed.Cli.Commands;

/// <summary><c>heed oncall</c>: who is on call, and changes of it.</summary>
internal static class OnCallCommand
{
    public static Command Create()
    {
        Option<string> server = ServerQuestion.Option();
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("oncall", "Shows who is on call, and lets people stand in for each other.") { server, json };
        command.SetAction((parsed, cancellation) => NowAsync(parsed.GetValue(server), parsed.GetValue(json), cancellation));
        command.Add(Shifts());
        command.Add(Override());
        command.Add(Take());
        command.Add(Remove());
        return command;
    }

    private static Argument<string> ScheduleArgument() => new("SCHEDULE") { Description = "The schedule's name." };

    private static Option<string> ByOption() => new("--by") { Description = "Who asks for it.", DefaultValueFactory = _ => Environment.UserName };

    private static Command Shifts()
    {
        Argument<string> schedule = ScheduleArgument();
        Option<string?> from = new("--from") { Description = "An RFC 3339 time; now if left out." };
        Option<string?> to = new("--to") { Description = "An RFC 3339 time; two weeks later if left out." };
        Option<string> server = ServerQuestion.Option();
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("shifts", "Lists a schedule's shifts.") { schedule, from, to, server, json };
        command.SetAction((parsed, cancellation) =>
        {
            (string Name, string? Value)[] asked = [("from", parsed.GetValue(from)), ("to", parsed.GetValue(to))];
            IEnumerable<string> query = asked.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}");
            string path = $"v1/oncall/schedules/{Uri.EscapeDataString(parsed.GetValue(schedule)!)}?{string.Join('&', query)}";
            return ShiftsAsync(parsed.GetValue(server), path, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static Command Override()
    {
        Argument<string> schedule = ScheduleArgument();
        Argument<string> person = new("PERSON") { Description = "Who stands in." };
        Option<string?> from = new("--from") { Description = "RFC 3339, or \"2026-03-07 09:00\" by the schedule's clock; now if left out." };
        Option<string?> to = new("--to") { Description = "As --from." };
        Option<string?> length = new("--for") { Description = "A duration such as 8h, instead of --to." };
        Option<string?> comment = new("--comment") { Description = "Why." };
        Option<string> by = ByOption();
        Option<string> server = ServerQuestion.Option();
        Command command = new("override", "Lets somebody stand in for a time.") { schedule, person, from, to, length, comment, by, server };
        command.SetAction((parsed, cancellation) => AddAsync(
            parsed.GetValue(server),
            $"v1/oncall/schedules/{Uri.EscapeDataString(parsed.GetValue(schedule)!)}/overrides",
            [
                new("person", parsed.GetValue(person)), new("from", parsed.GetValue(from)), new("to", parsed.GetValue(to)), new("for", parsed.GetValue(length)),
                new("by", parsed.GetValue(by)), new("comment", parsed.GetValue(comment)),
            ],
            cancellation));
        return command;
    }

    private static Command Take()
    {
        Argument<string> schedule = ScheduleArgument();
        Argument<string> person = new("PERSON") { Description = "Who takes it." };
        Option<string?> length = new("--for") { Description = "A duration such as 8h; to the shift's end if left out." };
        Option<string> by = ByOption();
        Option<string> server = ServerQuestion.Option();
        Command command = new("take", "Takes the shift from now on.") { schedule, person, length, by, server };
        command.SetAction((parsed, cancellation) => AddAsync(
            parsed.GetValue(server),
            $"v1/oncall/schedules/{Uri.EscapeDataString(parsed.GetValue(schedule)!)}/take",
            [new("person", parsed.GetValue(person)), new("for", parsed.GetValue(length)), new("by", parsed.GetValue(by))],
            cancellation));
        return command;
    }

    private static Command Remove()
    {
        Argument<string> id = new("ID") { Description = "The override's id." };
        Option<string> server = ServerQuestion.Option();
        Command command = new("remove", "Ends an override now.") { id, server };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = $"v1/oncall/overrides/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            (string? body, int exitCode) = await ServerQuestion.DeleteAsync(parsed.GetValue(server), path, cancellation);
            if (body is not null) Console.WriteLine($"{parsed.GetValue(id)}: removed");
            return exitCode;
        });
        return command;
    }

    private static async Task<int> NowAsync(string? server, bool raw, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, "v1/oncall", cancellation);
        if (body is null) return exitCode;
        if (raw) Console.WriteLine(body);
        else PrintNow(body);
        return exitCode;
    }

    private static void PrintNow(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement schedules = document.RootElement.GetProperty("schedules");
        if (schedules.GetArrayLength() == 0) Console.WriteLine("There are no schedules: name people and schedules in oncall.yml.");
        foreach (JsonElement schedule in schedules.EnumerateArray())
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.GetProperty("time_zone").GetString()!);
            JsonElement now = schedule.GetProperty("now");
            JsonElement next = schedule.GetProperty("next");
            string who = now.ValueKind == JsonValueKind.Null ? "nobody is on call" : $"{Name(now)}{Until(now, zone)}";
            string then = next.ValueKind == JsonValueKind.Null ? "" : $", then {Name(next)} from {Time(next.GetProperty("from"), zone)}";
            Console.WriteLine($"{schedule.GetProperty("name").GetString()}: {who}{then}");
        }
    }

    private static async Task<int> ShiftsAsync(string? server, string path, bool raw, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, path, cancellation);
        if (body is null || raw)
        {
            if (body is not null) Console.WriteLine(body);
            return exitCode;
        }

        using JsonDocument document = JsonDocument.Parse(body);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(document.RootElement.GetProperty("time_zone").GetString()!);
        foreach (JsonElement shift in document.RootElement.GetProperty("shifts").EnumerateArray())
        {
            string standsIn = shift.GetProperty("is_override").GetBoolean() ? "  stands in" : "";
            Console.WriteLine($"{Time(shift.GetProperty("from"), zone)}  {Time(shift.GetProperty("to"), zone)}  {Name(shift)}{standsIn}");
        }

        return exitCode;
    }

    private static async Task<int> AddAsync(
        string? server, string path, IReadOnlyList<KeyValuePair<string, string?>> members, CancellationToken cancellation)
    {
        string said = JsonSerializer.Serialize(members.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value));
        (string? body, int exitCode) = await ServerQuestion.TellAsync(server, path, said, cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement made = document.RootElement;
        string from = Time(made.GetProperty("from"), TimeZoneInfo.Utc);
        string to = Time(made.GetProperty("to"), TimeZoneInfo.Utc);
        Console.WriteLine($"{made.GetProperty("id").GetString()}: {made.GetProperty("person").GetString()} stands in from {from} to {to}");
        return exitCode;
    }

    private static string Name(JsonElement shift) => shift.GetProperty("full_name").GetString()!;

    private static string Until(JsonElement shift, TimeZoneInfo zone) =>
        shift.GetProperty("to").ValueKind == JsonValueKind.Null ? "" : $" until {Time(shift.GetProperty("to"), zone)}";

    /// <summary>By the schedule's clock, with its offset.</summary>
    private static string Time(JsonElement time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time.GetDateTimeOffset(), zone).ToString("ddd yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
