using Heed.Model.Labels;

namespace Heed.Alerting.Silences;

/// <summary>The silences in force, to come, and lately over. Safe for use by several threads.</summary>
public sealed class SilenceStore(int capacity, TimeSpan retention)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Silence> _silences = new(StringComparer.Ordinal);
    private readonly List<int> _candidates = [];
    private readonly List<Silence> _found = [];
    private ActiveSilences? _active;
    private long _sequence;

    /// <summary>Grows with every change.</summary>
    public long Revision
    {
        get
        {
            lock (_gate) return field;
        }

        private set
        {
            field = value;
            _active = null;
        }
    }

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

    /// <summary>
    /// Adds a silence, or changes the one with the same id. What a change may not do to a silence that is in force (other matchers,
    /// another beginning), or any change to one that is over, ends that one and adds a new one under an id of its own: what was
    /// silenced when stays true. <paramref name="stored"/> is what stands now.
    /// </summary>
    public SilenceOutcome Put(Silence silence, long nowMs, out Silence stored)
    {
        stored = silence;
        if (silence.Matchers.All(m => m.MatchesEmpty)) return SilenceOutcome.MatchesEverything;
        if (silence.EndsAtMs <= silence.StartsAtMs || silence.EndsAtMs <= nowMs) return SilenceOutcome.WrongTimes;
        lock (_gate)
        {
            Silence? known = silence.Id.Length > 0 ? _silences.GetValueOrDefault(silence.Id) : null;
            if (silence.Id.Length > 0 && known is null) return SilenceOutcome.Unknown;
            bool inPlace = known is not null && MayBecome(known, silence, nowMs);
            if (!inPlace && _silences.Count >= capacity)
            {
                Refused++;
                return SilenceOutcome.Full;
            }

            if (known is not null && !inPlace) Expire_NeedsLock(known, nowMs);
            long startsAtMs = inPlace ? silence.StartsAtMs : Math.Max(silence.StartsAtMs, nowMs);
            stored = silence with { StartsAtMs = startsAtMs, UpdatedAtMs = nowMs };
            if (!inPlace) stored = stored with { Id = NextId_NeedsLock(stored) };
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
            Expire_NeedsLock(silence, nowMs);
            return SilenceOutcome.Done;
        }
    }

    /// <summary>The active silence that holds an alert, the first by id of several; null for none.</summary>
    public Silence? SilencedBy(LabelSet labels, long nowMs)
    {
        lock (_gate)
        {
            _found.Clear();
            ActiveAt_NeedsLock(nowMs).Collect(labels, onlyFirst: true, _candidates, _found);
            return _found.Count > 0 ? _found[0] : null;
        }
    }

    /// <summary>The ids of all active silences that hold an alert, in order.</summary>
    public IReadOnlyList<string> AllSilencing(LabelSet labels, long nowMs)
    {
        lock (_gate)
        {
            _found.Clear();
            ActiveAt_NeedsLock(nowMs).Collect(labels, onlyFirst: false, _candidates, _found);
            return _found.Count == 0 ? [] : [.. _found.Select(s => s.Id)];
        }
    }

    public Silence? Find(string id)
    {
        lock (_gate) return _silences.GetValueOrDefault(id);
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

    private static bool MayBecome(Silence known, Silence wanted, long nowMs)
    {
        if (!known.Matchers.ToHashSet().SetEquals(wanted.Matchers)) return false;
        return known.StateAt(nowMs) switch
        {
            SilenceState.Active => wanted.StartsAtMs == known.StartsAtMs,
            SilenceState.Pending => wanted.StartsAtMs >= nowMs,
            _ => false,
        };
    }

    private void Expire_NeedsLock(Silence silence, long nowMs)
    {
        if (silence.StateAt(nowMs) == SilenceState.Expired) return;
        _silences[silence.Id] = silence with { StartsAtMs = Math.Min(silence.StartsAtMs, nowMs), EndsAtMs = nowMs, UpdatedAtMs = nowMs };
        Revision++;
    }

    private ActiveSilences ActiveAt_NeedsLock(long nowMs)
    {
        if (_active is null || nowMs < _active.FromMs || nowMs >= _active.UntilMs) _active = new ActiveSilences(_silences.Values, nowMs);
        return _active;
    }

    /// <summary>In the form of a UUID, which clients of the API expect; made of the silence itself, so that replays agree.</summary>
    private string NextId_NeedsLock(Silence silence)
    {
        string id;
        do
        {
            ulong sequence = (ulong)++_sequence;
            string digits = FormattableString.Invariant($"{Hash(silence, sequence):x16}{Hash(silence, ~sequence):x16}");
            id = $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
        }
        while (_silences.ContainsKey(id));
        return id;
    }

    private static ulong Hash(Silence silence, ulong seed)
    {
        StableHash hash = new(seed);
        foreach (LabelMatcher matcher in silence.Matchers) hash.Add(matcher.ToString());
        hash.Add((ulong)silence.StartsAtMs);
        hash.Add((ulong)silence.EndsAtMs);
        hash.Add(silence.CreatedBy);
        return hash.ToUInt64();
    }
}
