using System.Globalization;

using Heed.Alerting.Routing;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Maintenance;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>maintenance</c>: planned work, once or every week.</summary>
internal sealed class MaintenanceReader(IReadOnlyList<string> models)
{
    private static readonly TimeSpan LeastDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostDuration = TimeSpan.FromDays(400);
    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(d => d.ToLowerInvariant())];

    public IReadOnlyList<MaintenanceWindow> Read(DocumentNode node) => [.. node.ReadSequence().SelectMany(ReadOne)];

    private List<MaintenanceWindow> ReadOne(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what people call it", out DocumentNode? written) ? written.ReadText() : "";
        IMaintenanceTimes? times = ReadTimes(reader);
        IReadOnlyList<LabelMatcher> matchers = reader.TryGet("matchers", out DocumentNode? conditions) ? ReadMatchers(conditions) : [];
        bool isOfModels = reader.TryGet("models", out DocumentNode? covered);
        IReadOnlyList<DocumentNode> names = isOfModels ? covered!.ReadSequence() : [];
        if (isOfModels && names.Count == 0) covered!.Report("expected at least one model, found none; leave the key out to cover everything");
        string[] known = [.. names.Select(n => n.ReadWord(models, "")).Where(n => n.Length > 0)];
        reader.Finish();
        if (times is null) return [];
        if (!isOfModels) return [new MaintenanceWindow(name, times, matchers)];
        return [.. known.Select(model => new MaintenanceWindow(name, times, [LabelMatcher.Equal(LabelNames.ModelName, model), .. matchers]))];
    }

    private static IMaintenanceTimes? ReadTimes(MappingReader reader)
    {
        bool isSingle = reader.TryGet("from", out DocumentNode? from);
        bool isWeekly = reader.TryGet("days", out DocumentNode? days);
        if (isSingle == isWeekly)
        {
            reader.Node.Report("expected one of \"from\" (a time, for work that is done once) and \"days\" (for work that is done every week)");
            return null;
        }

        return isSingle ? ReadSingle(reader, from!) : ReadWeekly(reader, days!);
    }

    private static SingleMaintenance? ReadSingle(MappingReader reader, DocumentNode from)
    {
        bool hasEnd = reader.TryGet("to", out DocumentNode? to);
        bool hasLength = reader.TryGet("for", out DocumentNode? length);
        if (hasEnd == hasLength)
        {
            reader.Node.Report("expected one of \"to\" (a time) and \"for\" (a duration)");
            return null;
        }

        long? fromMs = ReadTime(from);
        long? toMs = hasEnd ? ReadTime(to!) : fromMs + (long)length!.ReadDuration(LeastDuration, LeastDuration, MostDuration).TotalMilliseconds;
        if (toMs <= fromMs) to!.Report($"expected a time after \"from\", found {to.Describe()}");
        return fromMs is { } begin && toMs is { } end ? new SingleMaintenance(begin, end) : null;
    }

    private static WeeklyMaintenance ReadWeekly(MappingReader reader, DocumentNode node)
    {
        bool isDaily = node.Kind == NodeKind.Scalar && node.Text == "daily";
        DayOfWeek[] days = isDaily
            ? Enum.GetValues<DayOfWeek>()
            : [.. node.ReadSequence().Select(d => Array.IndexOf(Days, d.ReadWord(Days, Days[0]))).Distinct().Order().Select(d => (DayOfWeek)d)];
        if (days.Length == 0) node.Report("expected at least one day, such as [sunday], or daily");
        TimeOnly at = reader.TryRequire("at", "when it begins, as \"02:00\"", out DocumentNode? begin) ? ReadTimeOfDay(begin) : default;
        TimeSpan duration = reader.TryRequire("for", "how long it takes", out DocumentNode? length)
            ? length.ReadDuration(LeastDuration, LeastDuration, WeeklyMaintenance.MostDuration)
            : LeastDuration;
        TimeZoneInfo zone = reader.TryGet("time_zone", out DocumentNode? zoneName) ? ObjectiveSettingsReader.ReadZone(zoneName) : TimeZoneInfo.Utc;
        return new WeeklyMaintenance(days, at, duration, zone);
    }

    private static TimeOnly ReadTimeOfDay(DocumentNode node)
    {
        if (TimeOnly.TryParseExact(node.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)) return time;
        node.Report($"expected a time of day such as \"02:00\", found {node.Describe()}");
        return default;
    }

    private static long? ReadTime(DocumentNode node)
    {
        if (Rfc3339.TryParse(node.Text ?? "", out long timeMs)) return timeMs;
        node.Report($"expected a time such as 2026-03-01T02:00:00Z, found {node.Describe()}");
        return null;
    }

    private static List<LabelMatcher> ReadMatchers(DocumentNode node)
    {
        List<LabelMatcher> matchers = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            ParseResult<IReadOnlyList<LabelMatcher>> parsed = MatcherParser.Parse(item.ReadText());
            if (parsed.IsSuccess) matchers.AddRange(parsed.Value);
            else item.ReportAt(parsed.Error.Start, parsed.Error.Message, parsed.Error.Suggestion);
        }

        return matchers;
    }
}
