namespace Heed.Alerting.Incidents;

/// <content>Ends: of alerts that nobody repeats, of incidents whose alerts have ended, and of the memory of those that are over.</content>
internal sealed partial class IncidentBook
{
    public long NextDueMs()
    {
        while (_timers.TryPeek(out OpenIncident? incident, out (long DueMs, string Id) timer))
        {
            if (!incident.IsClosed && incident.DueMs == timer.DueMs) return timer.DueMs;
            _timers.Dequeue();
        }

        return long.MaxValue;
    }

    /// <summary>Looks at every incident that is due.</summary>
    public void Run(long nowMs)
    {
        while (NextDueMs() <= nowMs)
        {
            OpenIncident due = _timers.Dequeue();
            due.DueMs = long.MaxValue;
            Look(due, nowMs);
        }
    }

    /// <summary>Forgets the incidents that have been closed for longer than the retention.</summary>
    public void Forget(long nowMs)
    {
        long limit = nowMs - (long)options.Retention.TotalMilliseconds;
        while (_closed.TryPeek(out OpenIncident? oldest) && oldest.ClosedAtMs <= limit) ForgetOldestClosed();
    }

    private void Look(OpenIncident incident, long nowMs)
    {
        long nextEndMs = long.MaxValue;
        foreach (IncidentLink link in incident.Links)
        {
            if (!link.Alert.IsResolvedAt(nowMs))
            {
                nextEndMs = Math.Min(nextEndMs, link.Alert.EndsAtMs);
                continue;
            }

            if (link.EndIsTold) continue;
            link.EndIsTold = true;
            Tell(incident, link.Alert.EndsAtMs, TimelineKind.AlertResolved, "", link.Alert.Name + " is resolved");
        }

        if (nextEndMs < long.MaxValue)
        {
            Schedule(incident, nextEndMs);
            return;
        }

        long endedAtMs = incident.EndsAtMs;
        if (incident.ResolvedAtMs is null)
        {
            incident.ResolvedAtMs = endedAtMs;
            Happened(incident, IncidentEventKind.Resolved, TimelineKind.Resolved, nowMs, "", "all alerts are resolved");
        }

        if (endedAtMs + CloseAfterMs <= nowMs) Close(incident, nowMs);
        else Schedule(incident, endedAtMs + CloseAfterMs);
    }

    private void Close(OpenIncident incident, long nowMs)
    {
        List<OpenIncident> open = _openByModel[incident.Model];
        open.Remove(incident);
        if (open.Count == 0) _openByModel.Remove(incident.Model);
        if (incident.OpenedAtMs is null)
        {
            // Nobody was to act on it: it was never an incident. Why not is in its alerts' decisions.
            _incidents.Remove(incident.Id);
            incident.ClosedAtMs = nowMs;
            Changed(incident);
            return;
        }

        incident.ClosedAtMs = nowMs;
        _closed.Enqueue(incident);
        Counters = Counters with { Closed = Counters.Closed + 1 };
        Happened(incident, IncidentEventKind.Closed, TimelineKind.Closed, nowMs, "", "the next alert begins another incident");
    }

    /// <summary>Most alerts that join change nothing about when: what is scheduled already stays.</summary>
    private void Schedule(OpenIncident incident, long dueMs)
    {
        if (dueMs == incident.DueMs) return;
        incident.DueMs = dueMs;
        _timers.Enqueue(incident, (dueMs, incident.Id));
    }
}
