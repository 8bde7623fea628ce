using Heed.Alerting.Routing;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>An incident as its book keeps it. Its owner holds the lock.</summary>
internal sealed class OpenIncident(string id, string model, string team, IncidentOptions options)
{
    private const int SharedLines = 32;

    private readonly Dictionary<Route, LabelSet> _groupLabels = [];
    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<IncidentLink> _links = [];
    private readonly List<IncidentLink> _changedLinks = [];
    private Incident? _told;

    public string Id { get; } = id;

    public string Model { get; } = model;

    public string Team { get; } = team;

    /// <summary>In the order in which they were linked: the first that a route takes makes the incident's group there.</summary>
    public IReadOnlyList<IncidentLink> Links => _links;

    /// <summary>Those that are kept otherwise than they are.</summary>
    public IReadOnlyList<IncidentLink> ChangedLinks => _changedLinks;

    /// <summary>How many lines of the timeline are kept.</summary>
    public int SavedLines { get; set; }

    public AlertSeverity Severity { get; set; }

    public long LastLinkedAtMs { get; set; }

    public long? OpenedAtMs { get; set; }

    public long? AcknowledgedAtMs { get; set; }

    public long? FirstAcknowledgedAtMs { get; set; }

    public string AcknowledgedBy { get; set; } = "";

    public long? ResolvedAtMs { get; set; }

    public string ResolvedBy { get; set; } = "";

    public long? ClosedAtMs { get; set; }

    public IncidentVerdict Verdict { get; set; }

    public string JudgedBy { get; set; } = "";

    public int TimelineDropped { get; set; }

    /// <summary>When the book looks at it again.</summary>
    public long DueMs { get; set; }

    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    public bool IsClosed => ClosedAtMs is not null;

    public IncidentState State => ClosedAtMs is not null ? IncidentState.Closed
        : ResolvedAtMs is not null ? IncidentState.Resolved
        : OpenedAtMs is null ? IncidentState.Gathering
        : AcknowledgedAtMs is not null ? IncidentState.Acknowledged
        : IncidentState.Open;

    /// <summary>When the last of its alerts ends, as far as is known.</summary>
    public long EndsAtMs => Links.Count == 0 ? 0 : Links.Max(l => l.Alert.EndsAtMs);

    /// <summary>
    /// What came through and lies the furthest towards the chain's beginning, the earliest of several; of an incident that gathers, of
    /// all its alerts.
    /// </summary>
    public IncidentLink Cause
    {
        get
        {
            IncidentLink cause = Links[0];
            foreach (IncidentLink link in Links)
            {
                if (IsMoreLikely(link, cause)) cause = link;
            }

            return cause;
        }
    }

    /// <summary>The highest severity that people may count on to know of; null where they know of nothing that is still on.</summary>
    public AlertSeverity? Covered(long nowMs)
    {
        long closeAfterMs = (long)options.CloseAfter.TotalMilliseconds;
        AlertSeverity? covered = null;
        foreach (IncidentLink link in Links)
        {
            if (link.Covers(nowMs, closeAfterMs) && (covered is null || link.Severity > covered)) covered = link.Severity;
        }

        return covered;
    }

    /// <summary>Whether people may count on knowing of a severity: <see cref="Covered"/> is not below it.</summary>
    public bool Covers(AlertSeverity severity, long nowMs)
    {
        long closeAfterMs = (long)options.CloseAfter.TotalMilliseconds;
        foreach (IncidentLink link in _links)
        {
            if (link.Severity >= severity && link.Covers(nowMs, closeAfterMs)) return true;
        }

        return false;
    }

    /// <summary>The labels of the group that its alerts have in a route: those of the first alert that the route takes.</summary>
    public LabelSet GroupLabels(Route route, Alert alert)
    {
        if (_groupLabels.TryGetValue(route, out LabelSet? known)) return known;
        return _groupLabels[route] = route.GroupLabels(alert.Labels);
    }

    public void Tell(long timeMs, TimelineKind kind, string who, string text)
    {
        bool byPerson = kind is TimelineKind.Acknowledged or TimelineKind.Unacknowledged or TimelineKind.Comment or TimelineKind.Verdict;
        if (_timeline.Count >= (byPerson ? 2 : 1) * options.MaxTimeline) TimelineDropped++;
        else _timeline.Add(new TimelineEntry(timeMs, kind, who, Shared(text)));
    }

    /// <summary>Alerts of a rule say the same of one model: lately told texts are in memory once.</summary>
    private string Shared(string text)
    {
        for (int i = _timeline.Count - 1; i >= Math.Max(0, _timeline.Count - SharedLines); i--)
        {
            if (_timeline[i].Text == text) return _timeline[i].Text;
        }

        return text;
    }

    public void Restore(IEnumerable<TimelineEntry> timeline) => _timeline.AddRange(timeline);

    public IncidentLink Add(Alert alert, int rank)
    {
        IncidentLink link = new(this, _links.Count, alert, rank);
        _links.Add(link);
        Changed(link);
        return link;
    }

    /// <summary>A link differs from what is kept of it.</summary>
    public void Changed(IncidentLink link)
    {
        if (link.IsChanged) return;
        link.IsChanged = true;
        _changedLinks.Add(link);
    }

    /// <summary>All links are kept as they are.</summary>
    public void LinksSaved()
    {
        foreach (IncidentLink link in _changedLinks) link.IsChanged = false;
        _changedLinks.Clear();
    }

    /// <summary>It differs from what <see cref="ToIncident"/> said last.</summary>
    public void Changed() => _told = null;

    public Incident ToIncident(long nowMs) => _told ??= Build(nowMs);

    /// <summary>A sentence for the probable cause.</summary>
    public static string Words(Alert alert)
    {
        string summary = alert.Annotations.Get("summary");
        return summary.Length > 0 ? summary.Split('\n')[0].Trim() : alert.Name;
    }

    private static bool IsMoreLikely(IncidentLink link, IncidentLink cause)
    {
        bool came = link.Standing != AlertStanding.Waiting;
        if (came != (cause.Standing != AlertStanding.Waiting)) return came;
        if (link.Rank != cause.Rank) return link.Rank < cause.Rank;
        if (link.FirstStartsAtMs != cause.FirstStartsAtMs) return link.FirstStartsAtMs < cause.FirstStartsAtMs;
        return link.Alert.Labels < cause.Alert.Labels;
    }

    private Incident Build(long nowMs) => new()
    {
        Id = Id,
        Model = Model,
        Team = Team,
        Title = Words(Cause.Alert),
        State = State,
        Severity = Severity,
        StartedAtMs = Links.Min(l => l.FirstStartsAtMs),
        OpenedAtMs = OpenedAtMs,
        AcknowledgedAtMs = AcknowledgedAtMs,
        FirstAcknowledgedAtMs = FirstAcknowledgedAtMs,
        AcknowledgedBy = AcknowledgedBy,
        ResolvedAtMs = ResolvedAtMs,
        ResolvedBy = ResolvedBy,
        ClosedAtMs = ClosedAtMs,
        Verdict = Verdict,
        JudgedBy = JudgedBy,
        Alerts = Ordered(nowMs),
        Timeline = [.. _timeline],
        TimelineDropped = TimelineDropped,
    };

    private IReadOnlyList<IncidentAlert> Ordered(long nowMs)
    {
        IncidentLink cause = Cause;
        return
        [
            .. Links.OrderBy(l => l != cause).ThenBy(l => l.Rank).ThenBy(l => l.FirstStartsAtMs).ThenBy(l => l.Alert.Labels)
                .Select(l => new IncidentAlert(
                    l.Alert.Labels,
                    l.Alert.Annotations,
                    l.FirstStartsAtMs,
                    l.Alert.IsResolvedAt(nowMs) ? l.Alert.EndsAtMs : null,
                    options.Chain.NameOf(l.Rank),
                    l.Standing)),
        ];
    }
}
