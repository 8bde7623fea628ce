using Heed.Alerting.Routing;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <summary>The alerts that fire, and those lately resolved, by fingerprint; what is said twice of one alert is merged.</summary>
internal sealed class AlertStore(Route root, int capacity, TimeSpan resolveTimeout)
{
    private readonly Dictionary<ulong, ActiveAlert> _alerts = [];

    public int Count => _alerts.Count;

    public IEnumerable<ActiveAlert> All => _alerts.Values;

    public ActiveAlert? Find(ulong fingerprint) => _alerts.GetValueOrDefault(fingerprint);

    /// <summary>
    /// Takes an alert in; null where there is no room. <paramref name="isRepetition"/> says that a resolved alert was known to be
    /// resolved already.
    /// </summary>
    public ActiveAlert? Put(Alert alert, out bool isRepetition)
    {
        isRepetition = false;
        bool isTimeout = alert.EndsAtMs == 0;
        long start = alert.StartsAtMs > 0 ? alert.StartsAtMs : isTimeout ? alert.UpdatedAtMs : alert.EndsAtMs;
        long end = isTimeout ? alert.UpdatedAtMs + (long)resolveTimeout.TotalMilliseconds : alert.EndsAtMs;
        if (_alerts.TryGetValue(alert.Fingerprint, out ActiveAlert? known))
        {
            Alert complete = InTermsOf(known.Alert, alert, start, end);
            long now = alert.UpdatedAtMs;
            isRepetition = known.Alert.IsResolvedAt(now) && complete.IsResolvedAt(now) && complete.StartsAtMs <= known.Alert.EndsAtMs;
            Merge(known, complete, isTimeout);
            return known;
        }

        if (_alerts.Count >= capacity) return null;
        bool isComplete = start == alert.StartsAtMs && end == alert.EndsAtMs;
        return Add(isComplete ? alert : alert with { StartsAtMs = start, EndsAtMs = end }, isTimeout);
    }

    /// <summary>
    /// What is said again of an alert, made of the texts that are known of it: what is repeated every minute is in memory once, and what it came
    /// in is garbage at once.
    /// </summary>
    private static Alert InTermsOf(Alert known, Alert said, long startsAtMs, long endsAtMs) => new(
        known.Labels,
        known.Annotations == said.Annotations ? known.Annotations : said.Annotations,
        startsAtMs,
        endsAtMs,
        said.UpdatedAtMs,
        known.GeneratorUrl == said.GeneratorUrl ? known.GeneratorUrl : said.GeneratorUrl);

    public ActiveAlert Add(Alert alert, bool isTimeout)
    {
        ActiveAlert added = new(alert, isTimeout, root.Match(alert.Labels));
        _alerts[alert.Fingerprint] = added;
        return added;
    }

    /// <summary>Removes the alerts that are in no group and ended before a time.</summary>
    public List<ActiveAlert> RemoveEnded(long beforeMs)
    {
        List<ActiveAlert> ended = [];
        foreach (ActiveAlert active in _alerts.Values)
        {
            if (active.GroupCount == 0 && active.Alert.EndsAtMs <= beforeMs) ended.Add(active);
        }

        foreach (ActiveAlert active in ended) _alerts.Remove(active.Alert.Fingerprint);
        return ended;
    }

    /// <summary>
    /// Where the times of the two overlap they are one alert: it began with the earlier, and ends with the one said last, unless
    /// the other is later and was meant. Where they do not, the new one stands alone.
    /// </summary>
    private static void Merge(ActiveAlert known, Alert said, bool isTimeout)
    {
        Alert before = known.Alert;
        bool endsInside = said.EndsAtMs > before.StartsAtMs && said.EndsAtMs < before.EndsAtMs;
        bool startsInside = said.StartsAtMs > before.StartsAtMs && said.StartsAtMs < before.EndsAtMs;
        if (!endsInside && !startsInside)
        {
            known.Alert = said;
            known.IsTimeout = isTimeout;
            return;
        }

        bool inOrder = said.UpdatedAtMs >= before.UpdatedAtMs;
        (Alert older, Alert newer) = inOrder ? (before, said) : (said, before);
        bool olderIsTimeout = inOrder ? known.IsTimeout : isTimeout;
        long now = newer.UpdatedAtMs;
        bool keepsOlderEnd = older.EndsAtMs > newer.EndsAtMs && (newer.IsResolvedAt(now) ? older.IsResolvedAt(now) : !olderIsTimeout);
        known.Alert = newer with
        {
            StartsAtMs = Math.Min(older.StartsAtMs, newer.StartsAtMs),
            EndsAtMs = keepsOlderEnd ? older.EndsAtMs : newer.EndsAtMs,
        };
        known.IsTimeout = inOrder ? isTimeout : known.IsTimeout;
    }
}
