using System.Globalization;

using Heed.Alerting.Calendars;
using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Alerting.OnCall;

/// <summary>Reads <c>schedules</c>.</summary>
internal sealed class ScheduleReader(OnCallSurroundings surroundings, IReadOnlyList<Person> people)
{
    private static readonly TimeOnly DefaultHandOff = new(9, 0);

    private readonly string[] _people = [.. people.Select(p => p.Name)];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<Schedule> ReadAll(IReadOnlyList<DocumentNode> nodes)
    {
        string[] names = [.. nodes.Select(NameOf)];
        return [.. nodes.Select(node => Read(node, names))];
    }

    private static string NameOf(DocumentNode node)
    {
        if (node.Kind != NodeKind.Mapping) return "";
        return node.ReadMapping().Members.FirstOrDefault(m => m.Key == "name").Value?.Text ?? "";
    }

    private Schedule Read(DocumentNode node, string[] all)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what policies call the schedule", out DocumentNode? written) ? written.ReadText() : "";
        if (written is not null && name.Length == 0) written.Report("expected a name, found an empty text");
        else if (name.Contains('/', StringComparison.Ordinal)) written!.Report("expected a name without a slash: it stands in addresses");
        else if (name.Length > 0 && !_names.Add(name)) written!.Report($"expected every schedule's name once, found {Quoting.Quote(name)} again");
        TimeZoneInfo zone = reader.ReadZone(TimeZoneInfo.Utc);
        string backup = reader.TryGet("backup", out DocumentNode? behind)
            ? behind.ReadName("another schedule", [.. all.Where(s => s != name && s.Length > 0)])
            : "";
        List<IShiftSource> layers = [];
        if (reader.TryRequire("layers", "at least one rotation or calendar", out DocumentNode? list))
        {
            IReadOnlyList<DocumentNode> items = list.ReadSequence();
            if (items.Count == 0) list.Report("expected at least one rotation or calendar, found none");
            for (int i = 0; i < items.Count; i++)
            {
                if (ReadLayer(items[i], i, zone) is { } layer) layers.Add(layer);
            }
        }

        List<Override> overrides = [];
        foreach (DocumentNode item in reader.TryGet("overrides", out DocumentNode? changes) ? changes.ReadSequence() : [])
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{name}-file-{overrides.Count + 1}");
            if (ReadOverride(item, name, id, zone) is { } change) overrides.Add(change);
        }

        reader.Finish();
        return new Schedule(name, zone, layers, overrides, backup);
    }

    private IShiftSource? ReadLayer(DocumentNode node, int index, TimeZoneInfo scheduleZone)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryGet("name", out DocumentNode? written)
            ? written.ReadText()
            : string.Create(CultureInfo.InvariantCulture, $"layer {index + 1}");
        TimeZoneInfo zone = reader.ReadZone(scheduleZone);
        bool isCalendar = reader.TryGet("calendar", out DocumentNode? calendar);
        bool isRotation = reader.TryGet("rotation", out DocumentNode? rotation);
        if (isCalendar == isRotation)
        {
            reader.Node.Report("expected one of \"rotation\" (people who take turns) and \"calendar\" (an .ics file)");
            return null;
        }

        IShiftSource? layer = isCalendar ? ReadCalendar(calendar!, name, zone) : ReadRotation(reader, rotation!, name, zone);
        reader.Finish();
        return layer;
    }

    private Rotation? ReadRotation(MappingReader reader, DocumentNode node, string name, TimeZoneInfo zone)
    {
        TimeSpan length = ReadLength(node);
        DateTime? start = reader.TryRequire("start", "the date of the first hand-off", out DocumentNode? first) ? first.ReadDate() : null;
        TimeOnly handOff = reader.TryGet("hand_off", out DocumentNode? at) ? at.ReadTimeOfDay() : DefaultHandOff;
        long untilMs = reader.TryGet("until", out DocumentNode? until) ? until.ReadMoment(zone) ?? long.MaxValue : long.MaxValue;
        IReadOnlyList<HoursOfWeek> hours = reader.TryGet("hours", out DocumentNode? restricted) ? restricted.ReadHours(zone) : [];
        string[] turns = [];
        if (reader.TryRequire("people", "who takes turns", out DocumentNode? who))
        {
            turns = [.. who.ReadSequence().Select(p => p.ReadName("a person of this file", _people))];
            if (turns.Length == 0) who.Report("expected at least one person, found none");
        }

        if (start is null || turns.Length == 0) return null;
        DateTime begin = start.Value + handOff.ToTimeSpan();
        if (untilMs <= LocalTime.ToUnixMs(begin, zone)) until!.Report($"expected a time after the first hand-off, found {until.Describe()}");
        return new Rotation(name, turns, begin, length, zone, hours, untilMs);
    }

    private static TimeSpan ReadLength(DocumentNode node) => node.Text switch
    {
        "daily" => TimeSpan.FromDays(1),
        "weekly" => TimeSpan.FromDays(7),
        _ when !PrometheusDuration.Parse(node.Text ?? "").IsSuccess => Refuse(node),
        _ => node.ReadDuration(TimeSpan.FromDays(7), Rotation.LeastLength, Rotation.MostLength),
    };

    private static TimeSpan Refuse(DocumentNode node)
    {
        string? nearest = node.Text is null ? null : NearestName.Find(node.Text, ["daily", "weekly"]);
        node.Report($"expected daily, weekly, or the length of a turn such as 12h, 3d or 2w, found {node.Describe()}", nearest);
        return TimeSpan.FromDays(7);
    }

    private CalendarLayer? ReadCalendar(DocumentNode node, string name, TimeZoneInfo zone)
    {
        string path = surroundings.Context.Resolve(node.ReadText());
        if (surroundings.ReadFile(path) is not { } text)
        {
            node.Report($"expected a calendar (.ics), found no such file: {path}");
            return null;
        }

        return new CalendarLayer(name, CalendarFile.Parse(path, text, people, zone, node.Document.Diagnostics));
    }

    private Override? ReadOverride(DocumentNode node, string schedule, string id, TimeZoneInfo zone)
    {
        MappingReader reader = node.ReadMapping();
        string person = reader.TryRequire("person", "who stands in", out DocumentNode? who) ? who.ReadName("a person of this file", _people) : "";
        (long FromMs, long ToMs)? span = reader.ReadSpan(zone);
        string comment = reader.TryGet("comment", out DocumentNode? why) ? why.ReadText() : "";
        reader.Finish();
        return span is { } times && person.Length > 0 ? new Override(id, schedule, person, times.FromMs, times.ToMs, "", comment) : null;
    }
}
