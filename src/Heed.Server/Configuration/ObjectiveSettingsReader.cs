using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Rules.Objectives;

namespace Heed.Server.Configuration;

/// <summary>Reads what an objective, a model's <c>slo</c> or the file's <c>slo</c> says of windows and alerts.</summary>
internal static class ObjectiveSettingsReader
{
    /// <summary>The keys that hold at every level.</summary>
    public static ObjectiveSettings ReadShared(MappingReader reader, ObjectiveSettings above)
    {
        ObjectiveSettings settings = above;
        bool hasZone = reader.TryGet("time_zone", out DocumentNode? zone);
        if (hasZone) settings = settings with { Zone = ReadZone(zone!) };
        if (reader.TryGet("window", out DocumentNode? window)) settings = settings with { Window = ReadWindow(window, settings.Zone) };
        else if (hasZone && settings.Window.Calendar is { } calendar)
        {
            settings = settings with { Window = BudgetWindow.Of(calendar with { Zone = settings.Zone }) };
        }

        if (reader.TryGet("page", out DocumentNode? page)) settings = settings with { Pages = page.ReadBool(fallback: true) };
        if (reader.TryGet("ticket", out DocumentNode? ticket)) settings = settings with { Tickets = ticket.ReadBool(fallback: true) };
        if (reader.TryGet("slice", out DocumentNode? slice))
        {
            settings = settings with { Slice = slice.ReadDuration(ObjectiveSettings.DefaultSlice, SliceIndicator.Least, SliceIndicator.Most) };
        }

        if (reader.TryGet("runbook", out DocumentNode? runbook)) settings = settings with { Runbook = runbook.ReadText() };
        return settings;
    }

    /// <summary>The <c>slo</c> of the file: what holds for all models that say nothing else.</summary>
    public static ObjectiveSettings ReadDefaults(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        ObjectiveSettings settings = ReadGate(reader, ReadShared(reader, new ObjectiveSettings()));
        reader.Finish();
        return settings;
    }

    public static ObjectiveSettings ReadGate(MappingReader reader, ObjectiveSettings above)
    {
        if (!reader.TryGet("gate", out DocumentNode? node)) return above;
        MappingReader gate = node.ReadMapping();
        BudgetPolicy policy = above.Gate;
        if (gate.TryGet("budget", out DocumentNode? budget)) policy = policy with { LeastRemaining = budget.ReadRatio(policy.LeastRemaining) };
        if (gate.TryGet("while_paging", out DocumentNode? paging)) policy = policy with { WhilePaging = paging.ReadBool() };
        gate.Finish();
        return above with { Gate = policy };
    }

    internal static TimeZoneInfo ReadZone(DocumentNode node)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(node.ReadText(), out TimeZoneInfo? zone)) return zone;
        node.Report($"expected a time zone such as Europe/Berlin or UTC, found {node.Describe()}");
        return TimeZoneInfo.Utc;
    }

    /// <summary>A duration rolls; a word of the calendar begins anew.</summary>
    private static BudgetWindow ReadWindow(DocumentNode node, TimeZoneInfo zone)
    {
        // A Monday that is the first of a month, a quarter and a year: weeks begin on Mondays.
        DateTime anchor = new(2024, 1, 1);
        (CalendarUnit Unit, int Count)? period = node.Text switch
        {
            "day" => (CalendarUnit.Day, 1),
            "week" => (CalendarUnit.Day, 7),
            "month" => (CalendarUnit.Month, 1),
            "quarter" => (CalendarUnit.Month, 3),
            "year" => (CalendarUnit.Month, 12),
            _ => null,
        };
        if (period is { } found) return BudgetWindow.Of(new CalendarPeriod(found.Unit, found.Count, anchor, zone));
        ParseResult<TimeSpan> rolling = PrometheusDuration.Parse(node.Text ?? "");
        if (rolling.IsSuccess && rolling.Value >= BudgetWindow.Least && rolling.Value <= BudgetWindow.Most) return new BudgetWindow(rolling.Value);
        node.Report($"expected a duration from 1h to 366d, such as 30d, or one of day, week, month, quarter, year, found {node.Describe()}");
        return BudgetWindow.Default;
    }
}
