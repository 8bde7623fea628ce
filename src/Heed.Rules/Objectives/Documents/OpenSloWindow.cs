using System.Globalization;

using Heed.Documents;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Reads the <c>timeWindow</c> of an OpenSLO document.</summary>
internal static class OpenSloWindow
{
    private static readonly string[] StartFormats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"];

    public static BudgetWindow Read(DocumentNode node)
    {
        IReadOnlyList<DocumentNode> windows = node.ReadSequence();
        if (windows.Count != 1)
        {
            node.Report($"expected one window, found {windows.Count}");
            return BudgetWindow.Default;
        }

        MappingReader reader = windows[0].ReadMapping();
        bool hasDuration = reader.TryRequire("duration", "as 30d, 4w or 1M", out DocumentNode? duration);
        bool isRolling = reader.TryGet("isRolling", out DocumentNode? rolling) && rolling.ReadBool();
        DateTime anchor = new(2024, 1, 1);
        TimeZoneInfo zone = TimeZoneInfo.Utc;
        if (reader.TryGet("calendar", out DocumentNode? calendar))
        {
            MappingReader fields = calendar.ReadMapping();
            if (fields.TryGet("startTime", out DocumentNode? start)) anchor = ReadStart(start);
            if (fields.TryGet("timeZone", out DocumentNode? name)) zone = ReadZone(name);
            fields.Finish();
        }

        reader.Finish();
        if (!hasDuration) return BudgetWindow.Default;
        return isRolling ? ReadRolling(duration!) : ReadCalendar(duration!, anchor, zone);
    }

    private static BudgetWindow ReadRolling(DocumentNode node)
    {
        TimeSpan? length = TryCount(node, out int count, out char unit)
            ? unit switch
            {
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                'w' => TimeSpan.FromDays(7.0 * count),
                'M' => TimeSpan.FromDays(30.0 * count),
                'Q' => TimeSpan.FromDays(90.0 * count),
                'Y' => TimeSpan.FromDays(365.0 * count),
                _ => null,
            }
            : null;
        if (length >= BudgetWindow.Least && length <= BudgetWindow.Most) return new BudgetWindow(length.Value);
        node.Report($"expected a rolling window from 1h to 366d, as 28d, 4w, 1M or 1Q, found {node.Describe()}");
        return BudgetWindow.Default;
    }

    private static BudgetWindow ReadCalendar(DocumentNode node, DateTime anchor, TimeZoneInfo zone)
    {
        (CalendarUnit Unit, int Count)? period = TryCount(node, out int count, out char unit)
            ? unit switch
            {
                'd' when count <= 366 => (CalendarUnit.Day, count),
                'w' when count <= 52 => (CalendarUnit.Day, 7 * count),
                'M' when count <= 12 => (CalendarUnit.Month, count),
                'Q' when count <= 4 => (CalendarUnit.Month, 3 * count),
                'Y' when count == 1 => (CalendarUnit.Month, 12),
                _ => null,
            }
            : null;
        if (period is { } found) return BudgetWindow.Of(new CalendarPeriod(found.Unit, found.Count, anchor, zone));
        string? nearest = unit == 'm' ? $"{count}M" : null;
        node.Report($"expected a calendar's window of days, weeks, months, quarters or a year, as 1d, 1w, 1M, 1Q or 1Y, found {node.Describe()}", nearest);
        return BudgetWindow.Default;
    }

    private static bool TryCount(DocumentNode node, out int count, out char unit)
    {
        string text = node.Text ?? "";
        unit = text.Length > 1 ? text[^1] : ' ';
        count = 0;
        if (text.Length < 2) return false;
        bool isNumber = int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out count);
        return isNumber && count is > 0 and < 10_000;
    }

    private static DateTime ReadStart(DocumentNode node)
    {
        if (DateTime.TryParseExact(node.Text, StartFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime start)) return start;
        node.Report($"expected a time such as 2026-01-01 00:00:00, found {node.Describe()}");
        return new DateTime(2024, 1, 1);
    }

    private static TimeZoneInfo ReadZone(DocumentNode node)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(node.ReadText(), out TimeZoneInfo? zone)) return zone;
        node.Report($"expected a time zone such as Europe/Berlin or UTC, found {node.Describe()}");
        return TimeZoneInfo.Utc;
    }
}
