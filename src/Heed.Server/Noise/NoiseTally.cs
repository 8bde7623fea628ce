using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Server.Noise;

/// <summary>Counts notices and incidents by service and week.</summary>
/// <param name="zone">Whose weeks and nights they are.</param>
internal sealed class NoiseTally(TimeZoneInfo zone)
{
    public const int TargetLeast = 5;
    public const int TargetMost = 10;

    private const int NightFromHour = 22;
    private const int NightToHour = 6;

    private readonly Dictionary<(string Service, DateTimeOffset Week), Cell> _cells = [];
    private readonly HashSet<(string Service, long TimeMs)> _counted = [];
    private readonly Dictionary<string, int> _interruptions = new(StringComparer.Ordinal);

    /// <summary>Interruptions by the names of the alerts that they announced.</summary>
    public IReadOnlyDictionary<string, int> InterruptionsByName => _interruptions;

    public IReadOnlyList<NoiseWeek> Weeks =>
    [
        .. _cells.Select(c => ToWeek(c.Key.Service, c.Key.Week, c.Value))
            .OrderByDescending(w => w.Week).ThenByDescending(w => w.Interruptions).ThenBy(w => w.Service, StringComparer.Ordinal),
    ];

    /// <summary>Several receivers that are told the same at the same time are one interruption.</summary>
    public void Add(Notification notification)
    {
        if (notification.Status != NotificationStatus.Firing) return;
        string service = notification.Alerts.Select(a => a.Labels.Get(LabelNames.ModelName)).FirstOrDefault(m => m.Length > 0) ?? "";
        Cell cell = CellOf(service, notification.TimeMs);
        if (notification.Reason == NotifyReason.RepeatIntervalElapsed) cell.Repetitions++;
        if (notification.Reason is not (NotifyReason.FirstNotification or NotifyReason.NewAlertsInGroup)) return;
        NotifiedAlert[] announced = [.. notification.Alerts.Where(Interrupts)];
        if (announced.Length == 0 || !_counted.Add((service, notification.TimeMs))) return;
        cell.Interruptions++;
        if (announced.Any(a => AlertSeverities.Of(a.Labels) == AlertSeverity.Critical) && IsNight(notification.TimeMs)) cell.NightPages++;
        foreach (string name in announced.Select(a => a.Labels.Get(LabelNames.AlertName)).Distinct())
        {
            _interruptions[name] = _interruptions.GetValueOrDefault(name) + 1;
        }
    }

    public void Add(Incident incident)
    {
        if (incident.OpenedAtMs is not { } openedAtMs || incident.Severity == AlertSeverity.Info) return;
        Cell cell = CellOf(incident.Model, openedAtMs);
        cell.Incidents++;
        if (incident.Verdict == IncidentVerdict.ActedOn) cell.ActedOn++;
        if (incident.Verdict == IncidentVerdict.Noise) cell.Noise++;
        cell.Flaps += incident.Timeline.Count(t => t.Kind == TimelineKind.Reopened);
        if (incident.FirstAcknowledgedAtMs is { } acknowledged) cell.SecondsToAcknowledge.Add((acknowledged - openedAtMs) / 1000.0);
    }

    private static bool Interrupts(NotifiedAlert alert) =>
        alert.Status == NotificationStatus.Firing && !alert.IsJoined && AlertSeverities.Of(alert.Labels) != AlertSeverity.Info;

    private Cell CellOf(string service, long timeMs)
    {
        (string, DateTimeOffset) key = (service, WeekOf(timeMs));
        if (!_cells.TryGetValue(key, out Cell? cell)) _cells.Add(key, cell = new Cell());
        return cell;
    }

    private DateTimeOffset WeekOf(long timeMs)
    {
        DateTimeOffset local = Local(timeMs);
        DateTime monday = local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));
        return new DateTimeOffset(monday, zone.GetUtcOffset(monday));
    }

    private bool IsNight(long timeMs) => Local(timeMs).Hour is >= NightFromHour or < NightToHour;

    private DateTimeOffset Local(long timeMs) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(timeMs), zone);

    private static NoiseWeek ToWeek(string service, DateTimeOffset week, Cell cell) => new()
    {
        Service = service,
        Week = week,
        Interruptions = cell.Interruptions,
        Against = cell.Interruptions < TargetLeast ? "below" : cell.Interruptions > TargetMost ? "above" : "within",
        Incidents = cell.Incidents,
        ActedOn = cell.ActedOn,
        Noise = cell.Noise,
        WithoutVerdict = cell.Incidents - cell.ActedOn - cell.Noise,
        MedianSecondsToAcknowledge = Median(cell.SecondsToAcknowledge),
        Flaps = cell.Flaps,
        Repetitions = cell.Repetitions,
        NightPages = cell.NightPages,
    };

    private static double? Median(List<double> values)
    {
        if (values.Count == 0) return null;
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private sealed class Cell
    {
        public int Interruptions { get; set; }

        public int Incidents { get; set; }

        public int ActedOn { get; set; }

        public int Noise { get; set; }

        public int Flaps { get; set; }

        public int Repetitions { get; set; }

        public int NightPages { get; set; }

        public List<double> SecondsToAcknowledge { get; } = [];
    }
}
