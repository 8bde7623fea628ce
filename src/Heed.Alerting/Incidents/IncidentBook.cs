using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>
/// Links the alerts of each model into incidents and follows them to their end. In the engine's time and without a clock; its owner
/// holds the lock and hands <see cref="TakeEvents"/> on when it no longer does.
/// </summary>
internal sealed partial class IncidentBook(IncidentOptions options)
{
    private readonly Dictionary<string, OpenIncident> _incidents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OpenIncident>> _openByModel = new(StringComparer.Ordinal);
    private readonly Queue<OpenIncident> _closed = new();

    /// <summary>May hold entries of another time than the incident's own by now; they are skipped.</summary>
    private readonly PriorityQueue<OpenIncident, (long DueMs, string Id)> _timers = new(Comparer<(long DueMs, string Id)>.Create(static (x, y) =>
        x.DueMs != y.DueMs ? x.DueMs.CompareTo(y.DueMs) : string.CompareOrdinal(x.Id, y.Id)));
    private readonly HashSet<string> _dirty = new(StringComparer.Ordinal);
    private readonly RankMemory _ranks = new(options.Chain);
    private List<IncidentEvent> _events = [];

    public long CloseAfterMs { get; } = (long)options.CloseAfter.TotalMilliseconds;

    public IncidentCounters Counters { get; private set; }

    public int Count => _incidents.Count;

    public IEnumerable<OpenIncident> All => _incidents.Values;

    public OpenIncident? Find(string id) => _incidents.GetValueOrDefault(id);

    /// <summary>Whether an alert may belong to an incident at all.</summary>
    public static bool Applies(LabelSet labels) => labels.Get(LabelNames.ModelName).Length > 0;

    /// <summary>
    /// Takes notice of an alert in its newest form and returns its place in its incident; null for one that belongs to none: it never
    /// fired, or there is no room.
    /// </summary>
    public IncidentLink? Follow(Alert alert, IncidentLink? link, long nowMs)
    {
        if (link is { Incident.IsClosed: false })
        {
            Renew(link, alert, nowMs);
            return link;
        }

        if (alert.IsResolvedAt(nowMs) || !Applies(alert.Labels)) return link;
        int rank = _ranks.Of(alert.Labels);
        OpenIncident? incident = Matching(alert, rank, nowMs) ?? Begin(alert, nowMs);
        if (incident is null || incident.Links.Count >= options.MaxAlerts)
        {
            Counters = Counters with { UnlinkedAlerts = Counters.UnlinkedAlerts + 1 };
            return null;
        }

        IncidentLink added = incident.Add(alert, rank);
        incident.LastLinkedAtMs = nowMs;
        incident.Severity = incident.OpenedAtMs is null && added.Severity > incident.Severity ? added.Severity : incident.Severity;
        Tell(incident, nowMs, TimelineKind.AlertFired, "", FiredText(alert));
        if (incident.ResolvedAtMs is not null && incident.ResolvedBy.Length == 0) Reopen(incident, alert, nowMs);
        Schedule(incident, Math.Min(incident.DueMs, alert.EndsAtMs));
        return added;
    }

    /// <summary>What has happened since the last call, in order.</summary>
    public IReadOnlyList<IncidentEvent> TakeEvents()
    {
        if (_events.Count == 0) return [];
        List<IncidentEvent> taken = _events;
        _events = [];
        return taken;
    }

    private void Renew(IncidentLink link, Alert alert, long nowMs)
    {
        OpenIncident incident = link.Incident;
        bool fired = !link.Alert.IsResolvedAt(nowMs) && !link.EndIsTold;
        bool isRepetition = fired && !alert.IsResolvedAt(nowMs) && alert.Annotations == link.Alert.Annotations;
        link.Alert = alert;
        if (isRepetition) return;
        Changed(incident);
        if (alert.IsResolvedAt(nowMs))
        {
            Schedule(incident, Math.Min(incident.DueMs, nowMs));
            return;
        }

        if (fired) return;
        link.EndIsTold = false;
        Tell(incident, nowMs, TimelineKind.AlertFired, "", FiredText(alert));
        if (incident.ResolvedAtMs is not null && incident.ResolvedBy.Length == 0) Reopen(incident, alert, nowMs);
        Schedule(incident, Math.Min(incident.DueMs, alert.EndsAtMs));
    }

    /// <summary>The open incident of the model that explains an alert, the newest of several.</summary>
    private OpenIncident? Matching(Alert alert, int rank, long nowMs)
    {
        if (!_openByModel.TryGetValue(alert.Labels.Get(LabelNames.ModelName), out List<OpenIncident>? open)) return null;
        long withinMs = (long)options.LinkWithin.TotalMilliseconds;
        for (int i = open.Count - 1; i >= 0; i--)
        {
            if (nowMs - open[i].LastLinkedAtMs <= withinMs) return open[i];
            if (options.Chain.IsLast(rank) && open[i].Links.Any(l => l.Rank < rank && !l.Alert.IsResolvedAt(nowMs))) return open[i];
        }

        return null;
    }

    private OpenIncident? Begin(Alert alert, long nowMs)
    {
        if (_incidents.Count >= options.MaxIncidents && !ForgetOldestClosed()) return null;
        string model = alert.Labels.Get(LabelNames.ModelName);
        OpenIncident incident = new(IdOf(model, alert, nowMs), model, alert.Labels.Get("team"), options) { DueMs = long.MaxValue };
        _incidents.Add(incident.Id, incident);
        OpenOf(model).Add(incident);
        return incident;
    }

    private string IdOf(string model, Alert alert, long nowMs)
    {
        string id;
        ulong attempt = 0;
        do
        {
            StableHash hash = new(attempt++);
            hash.Add(model);
            hash.Add(alert.Fingerprint);
            hash.Add((ulong)nowMs);
            id = FormattableString.Invariant($"{hash.ToUInt64():x16}")[..12];
        }
        while (_incidents.ContainsKey(id));
        return id;
    }

    private List<OpenIncident> OpenOf(string model)
    {
        if (!_openByModel.TryGetValue(model, out List<OpenIncident>? open)) _openByModel.Add(model, open = []);
        return open;
    }

    private bool ForgetOldestClosed()
    {
        if (!_closed.TryDequeue(out OpenIncident? oldest)) return false;
        _incidents.Remove(oldest.Id);
        _dirty.Remove(oldest.Id);
        return true;
    }

    private void Reopen(OpenIncident incident, Alert alert, long nowMs)
    {
        incident.ResolvedAtMs = null;
        Happened(incident, IncidentEventKind.Reopened, TimelineKind.Reopened, nowMs, "", $"{alert.Name} fires again");
    }

    private void Tell(OpenIncident incident, long nowMs, TimelineKind kind, string who, string text)
    {
        incident.Tell(nowMs, kind, who, text);
        Changed(incident);
    }

    /// <summary>For the timeline and, unless the incident only gathers, for those who watch.</summary>
    private void Happened(OpenIncident incident, IncidentEventKind kind, TimelineKind line, long nowMs, string who, string text)
    {
        Tell(incident, nowMs, line, who, text);
        Happened(incident, kind, nowMs, who, text);
    }

    private void Happened(OpenIncident incident, IncidentEventKind kind, long nowMs, string who, string text)
    {
        if (incident.OpenedAtMs is not null) _events.Add(new IncidentEvent(kind, nowMs, incident.ToIncident(nowMs), who, text));
    }

    private void Changed(OpenIncident incident)
    {
        incident.Changed();
        _dirty.Add(incident.Id);
    }

    private static string FiredText(Alert alert) =>
        $"{alert.Name} fires ({AlertSeverities.Of(alert.Labels).Word()}): {OpenIncident.Words(alert)}";
}
