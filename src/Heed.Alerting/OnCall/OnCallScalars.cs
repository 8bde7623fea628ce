using System.Globalization;

using Heed.Alerting.Incidents;
using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.OnCall;

/// <summary>Reads days, hours, times, severities and names as people write them. A mistake is reported at its place and the fallback is returned.</summary>
internal static class OnCallScalars
{
    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(d => d.ToLowerInvariant())];
    private static readonly DayOfWeek[] WorkingDays = [.. Enum.GetValues<DayOfWeek>().Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];
    private static readonly string[] Severities = [.. Enum.GetValues<AlertSeverity>().Select(s => s.Word())];

    public static TimeZoneInfo ReadZone(this DocumentNode node, TimeZoneInfo fallback)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(node.ReadText(), out TimeZoneInfo? zone)) return zone;
        node.Report($"expected a time zone such as Europe/Berlin or UTC, found {node.Describe()}");
        return fallback;
    }

    public static TimeZoneInfo ReadZone(this MappingReader reader, TimeZoneInfo fallback) =>
        reader.TryGet("time_zone", out DocumentNode? node) ? node.ReadZone(fallback) : fallback;

    public static TimeOnly ReadTimeOfDay(this DocumentNode node)
    {
        if (TimeOnly.TryParseExact(node.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)) return time;
        if (node.Text == "24:00") return TimeOnly.MinValue;
        node.Report($"expected a time of day such as \"09:00\", found {node.Describe()}");
        return default;
    }

    /// <summary>A date, as clocks of the zone show it.</summary>
    public static DateTime? ReadDate(this DocumentNode node)
    {
        if (DateTime.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)) return date;
        node.Report($"expected a date such as 2026-03-02, found {node.Describe()}");
        return null;
    }

    /// <summary>A moment: with an offset as in RFC 3339, or without one by the clocks of the zone.</summary>
    public static long? ReadMoment(this DocumentNode node, TimeZoneInfo zone)
    {
        string text = node.Text ?? "";
        if (LocalMoment.TryParse(text, zone, out long timeMs)) return timeMs;
        node.Report($"expected a time such as 2026-03-01T02:00:00Z or \"2026-03-01 02:00\", found {node.Describe()}");
        return null;
    }

    /// <summary>A stretch of time: <c>from</c>, and <c>to</c> or <c>for</c>.</summary>
    public static (long FromMs, long ToMs)? ReadSpan(this MappingReader reader, TimeZoneInfo zone)
    {
        long? fromMs = reader.TryRequire("from", "when it begins", out DocumentNode? from) ? from.ReadMoment(zone) : null;
        bool hasEnd = reader.TryGet("to", out DocumentNode? to);
        bool hasLength = reader.TryGet("for", out DocumentNode? length);
        if (hasEnd == hasLength)
        {
            reader.Node.Report("expected one of \"to\" (a time) and \"for\" (a duration)");
            return null;
        }

        long? toMs = hasEnd ? to!.ReadMoment(zone) : fromMs + (long)length!.ReadDuration(LeastSpan, LeastSpan, MostSpan).TotalMilliseconds;
        if (toMs <= fromMs) (to ?? length)!.Report($"expected a time after \"from\", found {(to ?? length)!.Describe()}");
        return fromMs is { } begin && toMs is { } end ? (begin, end) : null;
    }

    /// <summary>A list of stretches of the week.</summary>
    public static IReadOnlyList<HoursOfWeek> ReadHours(this DocumentNode node, TimeZoneInfo zone)
    {
        IReadOnlyList<DocumentNode> items = node.Kind == NodeKind.Mapping ? [node] : node.ReadSequence();
        if (items.Count == 0) node.Report("expected at least one stretch such as { days: daily, from: \"22:00\", to: \"07:00\" }, found none");
        return [.. items.Select(item => ReadStretch(item, zone))];
    }

    private static HoursOfWeek ReadStretch(DocumentNode node, TimeZoneInfo zone)
    {
        MappingReader reader = node.ReadMapping();
        IReadOnlyList<DayOfWeek> days = reader.TryGet("days", out DocumentNode? written) ? ReadDays(written) : Enum.GetValues<DayOfWeek>();
        TimeOnly from = reader.TryRequire("from", "as \"22:00\"", out DocumentNode? begin) ? begin.ReadTimeOfDay() : default;
        TimeOnly to = reader.TryRequire("to", "as \"07:00\"", out DocumentNode? end) ? end.ReadTimeOfDay() : default;
        reader.Finish();
        return new HoursOfWeek(days, from, to, zone);
    }

    private static DayOfWeek[] ReadDays(DocumentNode node)
    {
        if (node.Kind == NodeKind.Scalar)
        {
            string word = node.ReadWord(["daily", "weekdays", "weekends"], "daily");
            return [.. Enum.GetValues<DayOfWeek>().Where(d => word == "daily" || WorkingDays.Contains(d) == (word == "weekdays"))];
        }

        IEnumerable<int> days = node.ReadSequence().Select(d => Array.IndexOf(Days, d.ReadWord(Days, Days[0])));
        DayOfWeek[] read = [.. days.Distinct().Order().Select(d => (DayOfWeek)d)];
        if (read.Length == 0) node.Report("expected at least one day, such as [sunday], or daily, weekdays, weekends");
        return read;
    }

    /// <summary>Words of incidents' severities.</summary>
    public static IReadOnlyList<string> ReadSeverities(this DocumentNode node)
    {
        IReadOnlyList<DocumentNode> items = node.ReadSequence();
        if (items.Count == 0) node.Report("expected at least one severity, found none; leave the key out for all");
        return [.. items.Select(item => item.ReadWord(Severities, Severities[0]))];
    }

    /// <summary>One of the names; another is reported with the nearest of them.</summary>
    public static string ReadName(this DocumentNode node, string what, IReadOnlyCollection<string> known)
    {
        string name = node.ReadText();
        if (known.Contains(name)) return name;
        string message = known.Count == 0 ? $"there is none in this configuration" : $"those that are: {string.Join(", ", known)}";
        node.Report($"expected the name of {what}, found {Quoting.Quote(name)}; {message}", NearestName.Find(name, known));
        return "";
    }

    private static readonly TimeSpan LeastSpan = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostSpan = TimeSpan.FromDays(400);
}
