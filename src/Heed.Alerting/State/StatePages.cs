using Heed.Alerting.Dispatching;
using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Model.Alerts;

namespace Heed.Alerting.State;

/// <summary>
/// Writes alerts and open incidents as records of pages: what there are tens of thousands of, in tens of bytes each. Later records take the
/// place of earlier ones with the same key. Its owner holds the lock.
/// </summary>
internal sealed class StatePages
{
    /// <summary>From so many bytes on another page begins.</summary>
    public const int PageBytes = 64 * 1024;

    public const byte Version = 1;
    public const byte IsTimeout = 1;
    public const byte IsRepeated = 2;

    private readonly PageWriter _page = new();
    private readonly List<byte[]> _full = [];

    public void Alert(ActiveAlert active)
    {
        Begin(PageRecord.Alert);
        AddFlags(active);
        AddAlert(active.Alert);
        _page.AddNumber((ulong)active.GroupCount);
        for (int i = 0; i < active.GroupCount; i++)
        {
            AggregationGroup group = active.GroupAt(i);
            _page.AddText(group.Key);
            _page.AddText(group.Receiver.Name);
        }

        End();
    }

    public void AlertRepeated(ActiveAlert active)
    {
        Begin(PageRecord.AlertRepeated);
        _page.AddFixed(active.Alert.Fingerprint);
        AddFlags(active);
        AddEnd(active.Alert);
        End();
    }

    public void AlertGone(ulong fingerprint)
    {
        Begin(PageRecord.AlertGone);
        _page.AddFixed(fingerprint);
        End();
    }

    /// <summary>What changed in an incident since it was last written; all of it where <paramref name="whole"/> asks for that.</summary>
    public void Incident(OpenIncident incident, bool whole)
    {
        AddHead(incident);
        for (int i = whole ? 0 : incident.SavedLines; i < incident.Timeline.Count; i++) AddLine(incident, i);
        incident.SavedLines = incident.Timeline.Count;
        foreach (IncidentLink link in whole ? incident.Links : incident.ChangedLinks) AddLink(link);
        incident.LinksSaved();
    }

    public void IncidentGone(string id)
    {
        Begin(PageRecord.IncidentGone);
        _page.AddText(id);
        End();
    }

    /// <summary>Moves what was written to a list of pages.</summary>
    public void Take(List<byte[]> pages)
    {
        pages.AddRange(_full);
        _full.Clear();
        if (_page.Length > 0) pages.Add(_page.Take());
    }

    private void AddHead(OpenIncident incident)
    {
        Begin(PageRecord.Incident);
        _page.AddText(incident.Id);
        _page.AddText(incident.Model);
        _page.AddText(incident.Team);
        _page.AddByte((byte)incident.Severity);
        _page.AddSigned(incident.LastLinkedAtMs);
        _page.AddTime(incident.OpenedAtMs);
        _page.AddTime(incident.AcknowledgedAtMs);
        _page.AddTime(incident.FirstAcknowledgedAtMs);
        _page.AddText(incident.AcknowledgedBy);
        _page.AddTime(incident.ResolvedAtMs);
        _page.AddText(incident.ResolvedBy);
        _page.AddByte((byte)incident.Verdict);
        _page.AddText(incident.JudgedBy);
        _page.AddNumber((ulong)incident.TimelineDropped);
        End();
    }

    private void AddLine(OpenIncident incident, int position)
    {
        TimelineEntry line = incident.Timeline[position];
        Begin(PageRecord.Line);
        _page.AddText(incident.Id);
        _page.AddNumber((ulong)position);
        _page.AddSigned(line.TimeMs);
        _page.AddByte((byte)line.Kind);
        _page.AddText(line.Who);
        _page.AddText(line.Text);
        End();
    }

    private void AddLink(IncidentLink link)
    {
        Begin(PageRecord.Link);
        _page.AddText(link.Incident.Id);
        _page.AddNumber((ulong)link.Position);
        _page.AddSigned(link.FirstStartsAtMs);
        _page.AddByte((byte)link.Standing);
        _page.AddByte(link.EndIsTold ? (byte)1 : (byte)0);
        _page.AddByte(link.IsDetached ? (byte)1 : (byte)0);
        if (link.IsDetached) AddAlert(link.Alert);
        else _page.AddFixed(link.Alert.Fingerprint);
        End();
    }

    private void AddAlert(Alert alert)
    {
        _page.AddLabels(alert.Labels);
        _page.AddLabels(alert.Annotations);
        _page.AddSigned(alert.StartsAtMs);
        AddEnd(alert);
        _page.AddText(alert.GeneratorUrl);
    }

    private void AddEnd(Alert alert)
    {
        _page.AddSigned(alert.EndsAtMs - alert.StartsAtMs);
        _page.AddSigned(alert.UpdatedAtMs - alert.StartsAtMs);
    }

    private void AddFlags(ActiveAlert active) => _page.AddByte((byte)((active.IsTimeout ? IsTimeout : 0) | (active.IsRepeated ? IsRepeated : 0)));

    private void Begin(PageRecord kind)
    {
        if (_page.Length == 0) _page.AddByte(Version);
        _page.AddByte((byte)kind);
    }

    private void End()
    {
        if (_page.Length >= PageBytes) _full.Add(_page.Take());
    }
}
