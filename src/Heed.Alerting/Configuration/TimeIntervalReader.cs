using System.Globalization;

using Heed.Alerting.TimeIntervals;
using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>time_intervals</c>.</summary>
internal static class TimeIntervalReader
{
    private const int MinutesPerDay = 24 * 60;
    private const int ShortestMonth = 28;

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    public static List<TimeInterval> ReadAll(IReadOnlyList<DocumentNode> nodes)
    {
        List<TimeInterval> intervals = [];
        foreach (DocumentNode node in nodes)
        {
            MappingReader reader = node.ReadMapping();
            string name = reader.TryRequire("name", "what routes call the interval", out DocumentNode? nameNode) ? nameNode.ReadText() : "";
            if (intervals.Exists(i => i.Name == name))
            {
                nameNode!.Report($"expected every time interval's name once, found {Quoting.Quote(name)} again");
            }

            List<TimeIntervalPart> parts = [];
            foreach (DocumentNode part in reader.TryGet("time_intervals", out DocumentNode? list) ? list.ReadSequence() : [])
            {
                parts.Add(ReadPart(part));
            }

            reader.Finish();
            intervals.Add(new TimeInterval(name, parts));
        }

        return intervals;
    }

    private static TimeIntervalPart ReadPart(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        TimeIntervalPart part = new(
            ReadTimes(reader),
            ReadRanges(reader, "weekdays", (text, _) => Named(Weekdays, text, 0)),
            ReadRanges(reader, "days_of_month", DayOfMonth),
            ReadRanges(reader, "months", (text, _) => Named(Months, text, 1) ?? Number(text, 1, 12)),
            ReadRanges(reader, "years", (text, _) => Number(text, 1, 9999)),
            reader.TryGet("location", out DocumentNode? location) ? ReadLocation(location) : TimeZoneInfo.Utc);
        reader.Finish();
        return part;
    }

    private static List<IntegerRange>? ReadTimes(MappingReader reader)
    {
        if (!reader.TryGet("times", out DocumentNode? node)) return null;
        List<IntegerRange> times = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            MappingReader range = item.ReadMapping();
            int? start = range.TryRequire("start_time", "as 09:00", out DocumentNode? startNode) ? ReadMinute(startNode) : null;
            int? end = range.TryRequire("end_time", "as 17:00", out DocumentNode? endNode) ? ReadMinute(endNode) : null;
            range.Finish();
            if (start is null || end is null) continue;
            if (start >= end) item.Report("expected the start before the end; an interval over midnight is two: to 24:00 and from 00:00");
            times.Add(new IntegerRange(start.Value, end.Value - 1));
        }

        return times;
    }

    private static int? ReadMinute(DocumentNode node)
    {
        string text = node.ReadText();
        bool shape = text.Length == 5 && text[2] == ':';
        int? hour = shape ? Number(text[..2], 0, 24) : null;
        int? minute = shape ? Number(text[3..], 0, 59) : null;
        if (hour * 60 + minute is int time and <= MinutesPerDay) return time;
        node.Report($"expected a time of day from 00:00 to 24:00, found {node.Describe()}");
        return null;
    }

    private static List<IntegerRange>? ReadRanges(MappingReader reader, string key, Func<string, bool, int?> read)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return null;
        List<IntegerRange> ranges = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            string[] ends = item.ReadText().ToLowerInvariant().Split(':');
            int? begin = read(ends[0].Trim(), false);
            int? end = ends.Length == 1 ? begin : read(ends[^1].Trim(), true);
            bool ordered = !(begin < 0 && end > 0) && InShortestMonth(begin) <= InShortestMonth(end);
            if (begin is not null && end is not null && ends.Length <= 2 && ordered) ranges.Add(new IntegerRange(begin.Value, end.Value));
            else item.Report($"expected one of {key}, or a first and a last one as a:b, found {item.Describe()}");
        }

        return ranges;
    }

    /// <summary>
    /// The least day that a day counted backwards may be: a range that is empty in some month because of it is a mistake, as it is to
    /// Alertmanager.
    /// </summary>
    private static int? InShortestMonth(int? day) => day < 0 ? ShortestMonth + day : day;

    /// <summary>From 1, or from −1 backwards.</summary>
    private static int? DayOfMonth(string text, bool isEnd) => Number(text, -31, 31) is int day and not 0 ? day : null;

    private static int? Named(string[] names, string text, int first) =>
        Array.IndexOf(names, text) is int index and >= 0 ? index + first : null;

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : null;

    private static TimeZoneInfo ReadLocation(DocumentNode node)
    {
        string name = node.ReadText();
        if (name == "Local") return TimeZoneInfo.Local;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)) return zone;
        node.Report($"expected a time zone such as Europe/Berlin, found {node.Describe()}");
        return TimeZoneInfo.Utc;
    }
}
