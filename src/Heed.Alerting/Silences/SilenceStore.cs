using Heed.Model.Labels;

namespace Heed.Alerting.Silences;

/// <summary>The silences in force, to come, and lately over. Safe for use by several threads.</summary>
public sealed class SilenceStore(int capacity, TimeSpan retention)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Silence> _silences = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>Grows with every change.</summary>
    public long Revision { get; private set; }

    /// <summary>How many were refused because the store was full.</summary>
    public long Refused { get; private set; }

    /// <summary>All of them, ordered by id.</summary>
    public IReadOnlyList<Silence> All
    {
        get
        {
            lock (_gate) return [.. _silences.Values];
        }
    }

    /// <summary>Adds a silence, or replaces the one with the same id; <paramref name="stored"/> is what stands now.</summary>
    public SilenceOutcome Put(Silence silence, long nowMs, out Silence stored)
    {
        stored = silence;
        if (silence.Matchers.All(m => m.MatchesEmpty)) return SilenceOutcome.MatchesEverything;
        if (silence.EndsAtMs <= silence.StartsAtMs || silence.EndsAtMs <= nowMs) return SilenceOutcome.WrongTimes;
        lock (_gate)
        {
            if (!_silences.ContainsKey(silence.Id) && _silences.Count >= capacity)
            {
                Refused++;
                return SilenceOutcome.Full;
            }

            stored = silence with { Id = silence.Id.Length > 0 ? silence.Id : NextId_NeedsLock(silence), UpdatedAtMs = nowMs };
            _silences[stored.Id] = stored;
            Revision++;
        }

        return SilenceOutcome.Done;
    }

    /// <summary>Ends a silence now; one that is over stays as it is.</summary>
    public SilenceOutcome Expire(string id, long nowMs)
    {
        lock (_gate)
        {
            if (!_silences.TryGetValue(id, out Silence? silence)) return SilenceOutcome.Unknown;
            if (silence.StateAt(nowMs) == SilenceState.Expired) return SilenceOutcome.Done;
            _silences[id] = silence with { StartsAtMs = Math.Min(silence.StartsAtMs, nowMs), EndsAtMs = nowMs, UpdatedAtMs = nowMs };
            Revision++;
            return SilenceOutcome.Done;
        }
    }

    /// <summary>The active silence that holds an alert, the first by id of several; null for none.</summary>
    public Silence? SilencedBy(LabelSet labels, long nowMs)
    {
        lock (_gate)
        {
            foreach (Silence silence in _silences.Values)
            {
                if (silence.StateAt(nowMs) == SilenceState.Active && silence.Matches(labels)) return silence;
            }
        }

        return null;
    }

    /// <summary>Forgets those that have been over for longer than the retention.</summary>
    internal void Forget(long nowMs)
    {
        long limit = nowMs - (long)retention.TotalMilliseconds;
        lock (_gate)
        {
            List<string> old = [.. _silences.Values.Where(s => s.EndsAtMs <= limit).Select(s => s.Id)];
            foreach (string id in old) _silences.Remove(id);
            if (old.Count > 0) Revision++;
        }
    }

    internal void Restore(IEnumerable<Silence> silences)
    {
        lock (_gate)
        {
            _silences.Clear();
            foreach (Silence silence in silences) _silences[silence.Id] = silence;
            Revision++;
        }
    }

    private string NextId_NeedsLock(Silence silence)
    {
        string id;
        do
        {
            StableHash hash = new((ulong)++_sequence);
            foreach (LabelMatcher matcher in silence.Matchers) hash.Add(matcher.ToString());
            hash.Add((ulong)silence.StartsAtMs);
            hash.Add((ulong)silence.EndsAtMs);
            hash.Add(silence.CreatedBy);
            id = FormattableString.Invariant($"{hash.ToUInt64():x16}");
        }
        while (_silences.ContainsKey(id));
        return id;
    }
}
