using Heed.Model.Labels;

namespace Heed.Alerting.OnCall;

/// <summary>The overrides that people made while the server ran. Safe for use by several threads.</summary>
public sealed class OverrideStore(OnCallConfiguration configuration)
{
    /// <summary>More than this are refused and counted.</summary>
    public const int MostOverrides = 5_000;

    /// <summary>One that is over can be seen for so long.</summary>
    private const long RetentionMs = 90L * 24 * 3600 * 1000;

    private readonly Lock _gate = new();
    private readonly List<Override> _overrides = [];
    private volatile OnCallConfiguration _configuration = configuration;
    private long _sequence;
    private long _revision;
    private long _refused;

    /// <summary>Grows with every change.</summary>
    public long Revision
    {
        get
        {
            lock (_gate) return _revision;
        }
    }

    public long Refused
    {
        get
        {
            lock (_gate) return _refused;
        }
    }

    /// <summary>In the order in which they were made: a later one covers an earlier one.</summary>
    public IReadOnlyList<Override> All
    {
        get
        {
            lock (_gate) return [.. _overrides];
        }
    }

    /// <summary>The schedule with the overrides of the file and these; null for an unknown one.</summary>
    public Timetable? Timetable(string schedule) =>
        _configuration.FindSchedule(schedule) is { } found ? new Timetable(found, All) : null;

    /// <param name="wanted">Its id is given here. One that began in the past begins now: who was on call stays true.</param>
    /// <param name="nowMs">The time of asking.</param>
    /// <param name="made">What stands now.</param>
    public OverrideOutcome Add(Override wanted, long nowMs, out Override made)
    {
        made = wanted with { FromMs = Math.Max(wanted.FromMs, nowMs) };
        if (_configuration.FindSchedule(wanted.Schedule) is null) return OverrideOutcome.UnknownSchedule;
        if (_configuration.FindPerson(wanted.Person) is null) return OverrideOutcome.UnknownPerson;
        if (made.ToMs <= made.FromMs) return OverrideOutcome.WrongTimes;
        lock (_gate)
        {
            _overrides.RemoveAll(o => o.ToMs < nowMs - RetentionMs);
            if (_overrides.Count >= MostOverrides)
            {
                _refused++;
                return OverrideOutcome.Full;
            }

            made = made with { Id = NextId_NeedsLock(made) };
            _overrides.Add(made);
            _revision++;
        }

        return OverrideOutcome.Done;
    }

    /// <summary>Ends one now; one that has not begun is as if it had never been.</summary>
    public OverrideOutcome Remove(string id, long nowMs)
    {
        lock (_gate)
        {
            int index = _overrides.FindIndex(o => o.Id == id);
            if (index < 0) return OverrideOutcome.Unknown;
            Override known = _overrides[index];
            if (known.FromMs >= nowMs) _overrides.RemoveAt(index);
            else if (known.ToMs > nowMs) _overrides[index] = known with { ToMs = nowMs };
            _revision++;
            return OverrideOutcome.Done;
        }
    }

    /// <summary>Hands over what was kept; of schedules and people that are no longer there, nothing.</summary>
    public void Restore(IEnumerable<Override> overrides)
    {
        lock (_gate)
        {
            _overrides.Clear();
            _overrides.AddRange(overrides.Where(IsKnown));
            _revision++;
        }
    }

    /// <summary>Another file is in force: overrides of schedules and people that it does not have go, as at a restart.</summary>
    public void Reconfigure(OnCallConfiguration configuration)
    {
        lock (_gate)
        {
            _configuration = configuration;
            if (_overrides.RemoveAll(o => !IsKnown(o)) > 0) _revision++;
        }
    }

    private bool IsKnown(Override wanted) =>
        _configuration.FindSchedule(wanted.Schedule) is not null && _configuration.FindPerson(wanted.Person) is not null;

    /// <summary>Made of the override itself, so that replays agree.</summary>
    private string NextId_NeedsLock(Override made)
    {
        string id;
        do
        {
            StableHash hash = new((ulong)++_sequence);
            hash.Add(made.Schedule);
            hash.Add(made.Person);
            hash.Add((ulong)made.FromMs);
            hash.Add((ulong)made.ToMs);
            id = FormattableString.Invariant($"o{hash.ToUInt64():x16}");
        }
        while (_overrides.Exists(o => o.Id == id));
        return id;
    }
}
