using Heed.Alerting.Incidents;
using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>Reads the pages that a dispatcher wrote, in their order, and says what they leave: alerts and open incidents.</summary>
public sealed class KeptPages
{
    private readonly Dictionary<ulong, AlertRecord> _alerts = [];
    private readonly Dictionary<string, KeptIncident> _incidents = new(StringComparer.Ordinal);

    /// <summary>Ordered by labels.</summary>
    public IReadOnlyList<AlertRecord> Alerts => [.. _alerts.Values.OrderBy(a => a.Labels)];

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<IncidentRecord> Incidents =>
        [.. _incidents.Values.Where(i => i.Head is not null).Select(ToRecord).OrderBy(i => i.Id, StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">It is no page, or of a newer version.</exception>
    public void Apply(ReadOnlySpan<byte> page)
    {
        PageReader reader = new(page);
        byte version = reader.ReadByte();
        if (version != StatePages.Version) throw new InvalidDataException($"expected alerts of version {StatePages.Version}, found {version}");
        while (!reader.IsAtEnd) Apply(ref reader, (PageRecord)reader.ReadByte());
    }

    private void Apply(ref PageReader reader, PageRecord kind)
    {
        switch (kind)
        {
            case PageRecord.Alert:
                AlertRecord alert = ReadKnown(ref reader);
                _alerts[alert.Labels.Fingerprint] = alert;
                break;
            case PageRecord.AlertRepeated:
                ReadRepeated(ref reader);
                break;
            case PageRecord.AlertGone:
                _alerts.Remove(reader.ReadFixed());
                break;
            case PageRecord.Incident:
                IncidentRecord head = ReadHead(ref reader);
                Of(head.Id).Head = head;
                break;
            case PageRecord.IncidentGone:
                _incidents.Remove(reader.ReadText());
                break;
            case PageRecord.Link:
                ReadLink(ref reader);
                break;
            case PageRecord.Line:
                ReadLine(ref reader);
                break;
            default:
                throw new InvalidDataException($"expected a record of an alert or an incident, found one of kind {(byte)kind}");
        }
    }

    private KeptIncident Of(string id)
    {
        if (!_incidents.TryGetValue(id, out KeptIncident? incident)) _incidents.Add(id, incident = new KeptIncident());
        return incident;
    }

    private static AlertRecord ReadKnown(ref PageReader reader)
    {
        byte flags = reader.ReadByte();
        AlertRecord alert = ReadAlert(ref reader);
        string[] groups = new string[reader.ReadCount()];
        for (int i = 0; i < groups.Length; i++)
        {
            string key = reader.ReadText();
            groups[i] = GroupRecord.IdOf(key, reader.ReadText());
        }

        Array.Sort(groups, StringComparer.Ordinal);
        return WithFlags(alert, flags) with { Groups = groups };
    }

    private void ReadRepeated(ref PageReader reader)
    {
        ulong fingerprint = reader.ReadFixed();
        byte flags = reader.ReadByte();
        long lengthMs = reader.ReadSigned();
        long updatedMs = reader.ReadSigned();
        if (!_alerts.TryGetValue(fingerprint, out AlertRecord? alert)) return;
        _alerts[fingerprint] = WithFlags(alert, flags) with { EndsAtMs = alert.StartsAtMs + lengthMs, UpdatedAtMs = alert.StartsAtMs + updatedMs };
    }

    private static AlertRecord WithFlags(AlertRecord alert, byte flags) =>
        alert with { IsTimeout = (flags & StatePages.IsTimeout) != 0, IsRepeated = (flags & StatePages.IsRepeated) != 0 };

    private static AlertRecord ReadAlert(ref PageReader reader)
    {
        LabelSet labels = reader.ReadLabels();
        LabelSet annotations = reader.ReadLabels();
        long startsAtMs = reader.ReadSigned();
        long endsAtMs = startsAtMs + reader.ReadSigned();
        long updatedAtMs = startsAtMs + reader.ReadSigned();
        return new AlertRecord(labels, annotations, startsAtMs, endsAtMs, updatedAtMs, reader.ReadText(), IsTimeout: false);
    }

    private static IncidentRecord ReadHead(ref PageReader reader) => new()
    {
        Id = reader.ReadText(),
        Model = reader.ReadText(),
        Team = reader.ReadText(),
        Severity = (AlertSeverity)reader.ReadByte(),
        LastLinkedAtMs = reader.ReadSigned(),
        OpenedAtMs = reader.ReadTime(),
        AcknowledgedAtMs = reader.ReadTime(),
        FirstAcknowledgedAtMs = reader.ReadTime(),
        AcknowledgedBy = reader.ReadText(),
        ResolvedAtMs = reader.ReadTime(),
        ResolvedBy = reader.ReadText(),
        ClosedAtMs = null,
        Verdict = (IncidentVerdict)reader.ReadByte(),
        JudgedBy = reader.ReadText(),
        TimelineDropped = reader.ReadCount(),
        Timeline = [],
        Links = [],
    };

    private void ReadLink(ref PageReader reader)
    {
        KeptIncident incident = Of(reader.ReadText());
        int position = reader.ReadCount();
        long firstStartsAtMs = reader.ReadSigned();
        AlertStanding standing = (AlertStanding)reader.ReadByte();
        bool endIsTold = reader.ReadByte() != 0;
        bool isDetached = reader.ReadByte() != 0;
        AlertRecord? alert = isDetached ? ReadAlert(ref reader) : null;
        ulong fingerprint = alert?.Labels.Fingerprint ?? reader.ReadFixed();
        incident.Links[position] = new KeptLink(fingerprint, alert, firstStartsAtMs, standing, endIsTold);
    }

    private void ReadLine(ref PageReader reader)
    {
        KeptIncident incident = Of(reader.ReadText());
        int position = reader.ReadCount();
        long timeMs = reader.ReadSigned();
        TimelineKind kind = (TimelineKind)reader.ReadByte();
        string who = reader.ReadText();
        incident.Lines[position] = new TimelineEntry(timeMs, kind, who, reader.ReadText());
    }

    private IncidentRecord ToRecord(KeptIncident incident) => incident.Head! with
    {
        Timeline = [.. incident.Lines.Values],
        Links = [.. incident.Links.Values.Select(ToRecord).OfType<LinkRecord>()],
    };

    /// <summary>An alert that is still known is kept once, as an alert.</summary>
    private LinkRecord? ToRecord(KeptLink link) => (link.Alert ?? _alerts.GetValueOrDefault(link.Fingerprint)) is { } alert
        ? new LinkRecord(alert with { IsTimeout = false, IsRepeated = false, Groups = [] }, link.FirstStartsAtMs, link.Standing, link.EndIsTold)
        {
            IsDetached = link.Alert is not null,
        }
        : null;

    private sealed class KeptIncident
    {
        public IncidentRecord? Head { get; set; }

        public SortedDictionary<int, TimelineEntry> Lines { get; } = [];

        public SortedDictionary<int, KeptLink> Links { get; } = [];
    }

    private sealed record KeptLink(ulong Fingerprint, AlertRecord? Alert, long FirstStartsAtMs, AlertStanding Standing, bool EndIsTold);
}
