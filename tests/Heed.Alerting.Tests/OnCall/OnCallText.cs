using System.Globalization;

using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Time;

namespace Heed.Alerting.Tests.OnCall;

/// <summary>Reads <c>oncall.yml</c> of tests and writes shifts as lines.</summary>
internal static class OnCallText
{
    public const string Alertmanager = """
        global: { resolve_timeout: 5m }
        route: { receiver: room }
        receivers:
          - { name: room, webhook_configs: [ { url: http://room.example/ } ] }
          - { name: ana-phone, webhook_configs: [ { url: http://ana.example/ } ] }
          - { name: nobody }
        """;

    /// <summary>Three people with a webhook each, of the names of their receivers <c>oncall/ana/1</c> and so on.</summary>
    public const string People = """
        people:
          - { name: ana, full_name: Ana Silva, email: ana@example.com, contacts: [ { webhook_configs: [ { url: http://ana/ } ] } ] }
          - { name: ben, full_name: Ben Okri, email: ben@example.com, contacts: [ { webhook_configs: [ { url: http://ben/ } ] } ] }
          - { name: cleo, contacts: [ { webhook_configs: [ { url: http://cleo/ } ] } ] }

        """;

    public static OnCallConfiguration Parse(string text, string calendar = "")
    {
        OnCallConfiguration? read = TryParse(text, out Diagnostics diagnostics, calendar);
        return read ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }

    public static OnCallConfiguration? TryParse(string text, out Diagnostics diagnostics, string calendar = "")
    {
        diagnostics = new Diagnostics();
        OnCallSurroundings surroundings = new(
            TestConfiguration.Parse(Alertmanager),
            Alertmanager,
            [new TestWebhookKind()],
            TestConfiguration.Context,
            ["credit", "fraud"],
            path => path.EndsWith("team.ics", StringComparison.Ordinal) ? calendar : null);
        return OnCallFile.Parse("oncall.yml", text, surroundings, diagnostics);
    }

    public static Timetable Timetable(string schedules, string calendar = "", params IReadOnlyList<Override> changes) =>
        new(Parse(People + schedules, calendar).Schedules[0], changes);

    /// <summary>Milliseconds since the Unix epoch of an RFC 3339 time.</summary>
    public static long At(string time) => Rfc3339.TryParse(time, out long timeMs) ? timeMs : throw new ArgumentException("no time: " + time);

    /// <summary>As <c>ana 2026-03-02T09:00+01:00 7d</c>, a line a shift.</summary>
    public static string Lines(Timetable table, string from, string to) =>
        string.Join('\n', table.Shifts(At(from), At(to)).Select(s => Line(s, table.Schedule.Zone)));

    private static string Line(Shift shift, TimeZoneInfo zone)
    {
        DateTimeOffset begin = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(shift.FromMs), zone);
        string length = PrometheusDuration.Format(TimeSpan.FromMilliseconds(shift.ToMs - shift.FromMs));
        return $"{shift.Person} {begin.ToString("ddd yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture)} {length}{(shift.IsOverride ? " stands in" : "")}";
    }
}
