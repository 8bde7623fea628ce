using Heed.Alerting.Configuration;
using Heed.Alerting.Silences;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.AlertingTests;

/// <summary>Reads files of alerting tests.</summary>
public static class AlertingTestReader
{
    private const string DefaultStart = "2026-01-01T00:00:00Z";

    private static readonly TimeSpan MostTime = TimeSpan.FromDays(400);

    /// <summary>Every mistake is reported; what could be read is returned.</summary>
    public static AlertingTestFile Read(string file, string text, Diagnostics diagnostics)
    {
        MappingReader root = Document.Parse(file, text, diagnostics).Root.ReadMapping();
        string alertmanager = root.TryRequire("alertmanager", "the Alertmanager file that is tested", out DocumentNode? path) ? path.ReadText() : "";
        string onCall = root.TryGet("oncall", out DocumentNode? people) ? people.ReadText() : "";
        List<AlertingTestCase> tests = [];
        if (root.TryRequire("tests", "a list of tests", out DocumentNode? list)) tests = [.. list.ReadSequence().Select(ReadTest)];
        root.Finish();
        return new AlertingTestFile(alertmanager, onCall, tests);
    }

    private static AlertingTestCase ReadTest(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryGet("name", out DocumentNode? written) ? written.ReadText() : "";
        bool hasStart = reader.TryGet("start", out DocumentNode? start);
        bool isTime = Rfc3339.TryParse(hasStart ? start!.Text ?? "" : DefaultStart, out long startMs);
        if (!isTime) start!.Report($"expected a time such as {DefaultStart}, found {start.Describe()}");
        List<AlertingTestStep> steps = [.. Items(reader, "steps").Select(s => ReadStep(s, startMs))];
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i].At < steps[i - 1].At) Items(reader, "steps")[i].Report("expected steps in order of time");
        }

        List<ExpectedRoute> routes = [.. Items(reader, "routes").Select(ReadRoute)];
        List<ExpectedWindow> windows = [];
        foreach (DocumentNode window in Items(reader, "expect")) windows.Add(ReadWindow(window, windows.Count == 0 ? TimeSpan.Zero : windows[^1].To));
        if (routes.Count + windows.Count == 0) node.Report("expected \"routes\" or \"expect\": a test that expects nothing cannot fail");
        reader.Finish();
        return new AlertingTestCase(name, startMs, steps, routes, windows);
    }

    private static AlertingTestStep ReadStep(DocumentNode node, long startMs)
    {
        MappingReader reader = node.ReadMapping();
        TimeSpan at = reader.TryRequire("at", "when it happens, as 5m after the start", out DocumentNode? time) ? ReadTime(time) : TimeSpan.Zero;
        List<LabelSet> fire = [.. Items(reader, "fire").Select(ReadLabels)];
        List<LabelSet> resolve = [.. Items(reader, "resolve").Select(ReadLabels)];
        string by = "";
        string model = "";
        if (reader.TryGet("acknowledge", out DocumentNode? acknowledge))
        {
            MappingReader wish = acknowledge.ReadMapping();
            by = wish.TryRequire("by", "who acknowledges", out DocumentNode? who) ? who.ReadText() : "";
            model = wish.TryGet("model", out DocumentNode? of) ? of.ReadText() : "";
            wish.Finish();
        }

        Silence? silence = reader.TryGet("silence", out DocumentNode? quiet) ? ReadSilence(quiet, startMs + (long)at.TotalMilliseconds) : null;
        reader.Finish();
        if (fire.Count + resolve.Count == 0 && acknowledge is null && quiet is null) node.Report("expected at least one of fire, resolve, acknowledge and silence");
        return new AlertingTestStep(node.Line, at, fire, resolve, by, model, silence);
    }

    private static Silence ReadSilence(DocumentNode node, long nowMs)
    {
        MappingReader reader = node.ReadMapping();
        List<LabelMatcher> matchers = [];
        MatcherReading.ReadMatchers(reader, "matchers", matchers);
        if (matchers.All(m => m.MatchesEmpty)) node.Report("expected matchers of which at least one does not match the empty string");
        TimeSpan length = reader.TryRequire("for", "how long it lasts", out DocumentNode? written) ? ReadTime(written) : TimeSpan.Zero;
        reader.Finish();
        return new Silence("", matchers, nowMs, nowMs + (long)length.TotalMilliseconds, nowMs, "test", "");
    }

    private static ExpectedRoute ReadRoute(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        LabelSet labels = reader.TryRequire("labels", "an alert's labels", out DocumentNode? alert) ? ReadLabels(alert) : LabelSet.Empty;
        IReadOnlyList<string> receivers = reader.TryRequire("receivers", "names, in the order of the routes", out DocumentNode? names) ? names.ReadTextList() : [];
        reader.Finish();
        return new ExpectedRoute(node.Line, labels, receivers);
    }

    private static ExpectedWindow ReadWindow(DocumentNode node, TimeSpan previous)
    {
        MappingReader reader = node.ReadMapping();
        TimeSpan from = reader.TryGet("from", out DocumentNode? begin) ? ReadTime(begin) : previous;
        TimeSpan to = reader.TryRequire("to", "up to when, as 5m after the start", out DocumentNode? end) ? ReadTime(end) : from;
        if (end is not null && to <= from) end.Report($"expected a time after {PrometheusDuration.Format(from)}, found {end.Describe()}");
        List<ExpectedNotice> notices = [];
        if (reader.TryRequire("notices", "what is sent in between; [] for nothing", out DocumentNode? list)) notices = [.. list.ReadSequence().Select(ReadNotice)];
        reader.Finish();
        return new ExpectedWindow(node.Line, from, to, notices);
    }

    private static ExpectedNotice ReadNotice(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string receiver = reader.TryGet("receiver", out DocumentNode? room) ? room.ReadText() : "";
        string person = reader.TryGet("person", out DocumentNode? who) ? who.ReadText() : "";
        if ((receiver.Length > 0) == (person.Length > 0)) node.Report("expected one of \"receiver\" (a notice of a route) and \"person\" (a page)");
        bool isResolved = reader.TryGet("status", out DocumentNode? status) && status.ReadWord(["firing", "resolved"], "firing") == "resolved";
        IReadOnlyList<string>? alerts = reader.TryGet("alerts", out DocumentNode? names) ? [.. names.ReadTextList().Order(StringComparer.Ordinal)] : null;
        TimeSpan? at = reader.TryGet("at", out DocumentNode? time) ? ReadTime(time) : null;
        reader.Finish();
        return new ExpectedNotice(receiver, person, isResolved, alerts, at);
    }

    private static LabelSet ReadLabels(DocumentNode node)
    {
        LabelSet labels = LabelSet.From(node.ReadTextMap());
        if (labels.Count == 0) node.Report("expected an alert's labels such as { alertname: Nulls, severity: critical }, found none");
        return labels;
    }

    private static TimeSpan ReadTime(DocumentNode node) => node.Text == "0" ? TimeSpan.Zero : node.ReadDuration(TimeSpan.Zero, TimeSpan.Zero, MostTime);

    private static IReadOnlyList<DocumentNode> Items(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadSequence() : [];
}
