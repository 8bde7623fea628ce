using Heed.Model.Alerts;

namespace Heed.Alerting.Inhibition;

/// <summary>
/// The sources of one rule that share the same values with their targets. The one with the least labels is remembered: hundreds of targets
/// ask for it between two changes.
/// </summary>
internal sealed class SourceSet
{
    private readonly Dictionary<ulong, (Alert Alert, bool IsTarget)> _sources = [];
    private (Alert? Alert, long FoundAtMs) _least;
    private (Alert? Alert, long FoundAtMs) _leastOneSided;

    public bool IsEmpty => _sources.Count == 0;

    /// <summary>Takes notice of a source in its newest form.</summary>
    /// <param name="alert">Its labels are the same as before.</param>
    /// <param name="isTarget">Whether it is a target of the rule, too.</param>
    public void Update(Alert alert, bool isTarget)
    {
        _sources[alert.Fingerprint] = (alert, isTarget);
        Forget(ref _least, alert);
        Forget(ref _leastOneSided, alert);
    }

    public void Remove(Alert alert)
    {
        _sources.Remove(alert.Fingerprint);
        Forget(ref _least, alert);
        Forget(ref _leastOneSided, alert);
    }

    /// <summary>The firing source with the least labels, so that the answer is the same whatever the order in which they came; null for none.</summary>
    /// <param name="oneSided">Whether those that are targets, too, are left out.</param>
    /// <param name="nowMs">When.</param>
    public Alert? Least(bool oneSided, long nowMs) => oneSided ? Least(ref _leastOneSided, true, nowMs) : Least(ref _least, false, nowMs);

    /// <summary>What was found is the least until it ends, or one that is less, or itself, changes. Questions may go back in time.</summary>
    private Alert? Least(ref (Alert? Alert, long FoundAtMs) known, bool oneSided, long nowMs)
    {
        if (known.Alert is { } found && nowMs >= known.FoundAtMs && !found.IsResolvedAt(nowMs)) return found;
        Alert? least = null;
        foreach ((Alert alert, bool isTarget) in _sources.Values)
        {
            if (alert.IsResolvedAt(nowMs) || (oneSided && isTarget)) continue;
            if (least is null || alert.Labels < least.Labels) least = alert;
        }

        known = (least, nowMs);
        return least;
    }

    private static void Forget(ref (Alert? Alert, long FoundAtMs) known, Alert changed)
    {
        if (known.Alert is { } found && changed.Labels <= found.Labels) known = default;
    }
}
