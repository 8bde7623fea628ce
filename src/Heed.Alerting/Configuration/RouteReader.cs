using Heed.Alerting.Routing;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Configuration;

/// <summary>Reads the routing tree and resolves what routes inherit.</summary>
internal sealed class RouteReader(HashSet<string> receivers, HashSet<string> timeIntervals)
{
    private const string AllLabels = "...";

    /// <summary>A route's regular expressions are anchored like this in its key, which receivers keep.</summary>
    private const string AnchorStart = "^(?:";
    private const string AnchorEnd = ")$";

    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(1);

    public Route ReadRoot(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        foreach (string key in (ReadOnlySpan<string>)["match", "match_re", "matchers"])
        {
            if (reader.TryGet(key, out DocumentNode? matchers))
            {
                matchers.Report("expected no matchers at the root route, which takes every alert");
            }
        }

        foreach (string key in (ReadOnlySpan<string>)["mute_time_intervals", "active_time_intervals"])
        {
            if (reader.TryGet(key, out DocumentNode? intervals))
            {
                intervals.Report("expected no time intervals at the root route; put them on a child");
            }
        }

        if (reader.TryGet("continue", out DocumentNode? continues) && continues.ReadBool())
        {
            continues.Report("expected no continue at the root route, which has no siblings");
        }

        reader.TryRequire("receiver", "the name of the default receiver", out _);
        return Read(reader, "", RouteSettings.Default, isRoot: true);
    }

    private Route Read(MappingReader reader, string parentKey, RouteSettings inherited, bool isRoot)
    {
        List<LabelMatcher> matchers = [];
        MatcherReading.ReadEqual(reader, "match", matchers);
        MatcherReading.ReadRegex(reader, "match_re", matchers, AnchorStart, AnchorEnd);
        MatcherReading.ReadMatchers(reader, "matchers", matchers);
        IReadOnlyList<LabelMatcher> ordered = isRoot ? [] : MatcherText.Order(matchers);
        string key = (isRoot ? "" : parentKey + "/") + MatcherText.Format(ordered);
        RouteSettings settings = ReadSettings(reader, inherited);
        bool continues = reader.TryGet("continue", out DocumentNode? node) && !isRoot && node.ReadBool();
        List<Route> children = [];
        foreach (DocumentNode child in reader.TryGet("routes", out DocumentNode? routes) ? routes.ReadSequence() : [])
        {
            children.Add(Read(child.ReadMapping(), key, settings, isRoot: false));
        }

        reader.Finish();
        return new Route(key, ordered, continues, settings, children);
    }

    private RouteSettings ReadSettings(MappingReader reader, RouteSettings inherited) => inherited with
    {
        Receiver = reader.TryGet("receiver", out DocumentNode? receiver) ? ReadReceiver(receiver) : inherited.Receiver,
        GroupBy = reader.TryGet("group_by", out DocumentNode? groupBy) ? ReadGroupBy(groupBy) : inherited.GroupBy,
        GroupWait = ReadDuration(reader, "group_wait", inherited.GroupWait, TimeSpan.Zero),
        GroupInterval = ReadDuration(reader, "group_interval", inherited.GroupInterval, LeastInterval),
        RepeatInterval = ReadDuration(reader, "repeat_interval", inherited.RepeatInterval, LeastInterval),
        MuteTimeIntervals = ReadIntervals(reader, "mute_time_intervals"),
        ActiveTimeIntervals = ReadIntervals(reader, "active_time_intervals"),
        Labels = reader.TryGet("labels", out DocumentNode? labels) ? ReadLabels(labels, inherited.Labels) : inherited.Labels,
    };

    /// <summary>Those of the parent, and over them what is written.</summary>
    private static List<KeyValuePair<string, string>> ReadLabels(DocumentNode node, IReadOnlyList<KeyValuePair<string, string>> inherited)
    {
        SortedDictionary<string, string> labels = new(inherited.ToDictionary(), StringComparer.Ordinal);
        foreach ((string name, string text) in node.ReadTextMap()) labels[name] = text;
        return [.. labels];
    }

    private string ReadReceiver(DocumentNode node)
    {
        string name = node.ReadText();
        if (!receivers.Contains(name))
        {
            node.Report($"expected the name of a receiver of this file, found {Quoting.Quote(name)}", NearestName.Find(name, receivers));
        }

        return name;
    }

    private static List<string>? ReadGroupBy(DocumentNode node)
    {
        List<string> names = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            string name = item.ReadText();
            if (names.Contains(name)) item.Report($"expected every label once, found {Quoting.Quote(name)} again");
            else if (name.Length == 0) item.Report("expected the name of a label, found an empty text");
            names.Add(name);
        }

        if (!names.Contains(AllLabels)) return names;
        if (names.Count > 1) node.Report("expected '...' (all labels) or names of labels, found both");
        return null;
    }

    private IReadOnlyList<string> ReadIntervals(MappingReader reader, string key)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return [];
        List<string> names = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            string name = item.ReadText();
            if (!timeIntervals.Contains(name))
            {
                string message = $"expected the name of a time interval of this file, found {Quoting.Quote(name)}";
                item.Report(message, NearestName.Find(name, timeIntervals));
            }

            names.Add(name);
        }

        return names;
    }

    private static TimeSpan ReadDuration(MappingReader reader, string key, TimeSpan inherited, TimeSpan least) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(inherited, least) : inherited;
}
