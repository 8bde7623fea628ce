using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Grouping;

/// <summary>The alerts of one route that are notified together, and when.</summary>
internal sealed class AggregationGroup(Route route, ReceiverConfiguration receiver, LabelSet labels, long sequence)
{
    public Route Route { get; } = route;

    public ReceiverConfiguration Receiver { get; } = receiver;

    public LabelSet Labels { get; } = labels;

    /// <summary>Orders groups that are due at the same time: the older first.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>Alertmanager's text, which receivers keep to recognise the group.</summary>
    public string Key { get; } = route.Key + ":" + GroupLabelText.Format(labels);

    public Dictionary<ulong, GroupMember> Members { get; } = [];

    public long DueMs { get; set; }

    /// <summary>Until the first flush, an alert that is older than the group wait does not wait.</summary>
    public bool HasFlushed { get; set; }

    public long LastFlushMs { get; set; } = long.MinValue;

    /// <summary>How many notifications of it are on their way: resolved alerts stay until all have arrived.</summary>
    public int Pending { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>What the last flush that came so far decided, by integration.</summary>
    public Decision?[] Decisions { get; } = new Decision?[receiver.Integrations.Count];

    /// <summary>False for an alert that is in it already.</summary>
    public bool Add(ActiveAlert active)
    {
        if (!Members.TryAdd(active.Alert.Fingerprint, new GroupMember(active))) return false;
        active.Joined(this);
        return true;
    }

    /// <summary>
    /// Drops the alerts that the last flush saw resolved and that were not said anew since. Those whose incident may reopen stay.
    /// </summary>
    public void DropResolved(ChangedRecords? changes)
    {
        if (Pending > 0) return;
        List<ulong> resolved = [];
        foreach ((ulong fingerprint, GroupMember member) in Members)
        {
            if (member.MayReopen) continue;
            if (member.WasFlushed && member.Active.Alert.IsResolvedAt(LastFlushMs) && member.Active.Alert.UpdatedAtMs <= LastFlushMs)
            {
                resolved.Add(fingerprint);
            }
        }

        foreach (ulong fingerprint in resolved)
        {
            Members.Remove(fingerprint, out GroupMember? member);
            member!.Active.Left(this);
            changes?.Alert(fingerprint);
        }
    }
}
