using Heed.Model.Time;

namespace Heed.Alerting.OnCall;

/// <summary>
/// People who take turns of the same length. Turns are counted by the clock on the wall: with a hand-off at 09:00 every day, it stays
/// 09:00 on the days on which clocks change, and the turn around such a night is an hour longer or shorter.
/// </summary>
public sealed class Rotation : IShiftSource
{
    public static readonly TimeSpan LeastLength = TimeSpan.FromHours(1);
    public static readonly TimeSpan MostLength = TimeSpan.FromDays(366);

    private readonly DateTime _start;
    private readonly TimeSpan _length;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<HoursOfWeek> _hours;
    private readonly long _startMs;
    private readonly long _untilMs;

    /// <param name="name">What people call it.</param>
    /// <param name="people">In the order of their turns; at least one. A name may stand there more than once.</param>
    /// <param name="start">What the clocks of the zone show when the first person's first turn begins; nobody is on call before.</param>
    /// <param name="length">Of a turn, by the clock on the wall.</param>
    /// <param name="zone">Whose clock is read.</param>
    /// <param name="hours">Somebody is on call only within these; empty for always.</param>
    /// <param name="untilMs">From here on nobody is on call; <see cref="long.MaxValue"/> for no end.</param>
    public Rotation(
        string name,
        IReadOnlyList<string> people,
        DateTime start,
        TimeSpan length,
        TimeZoneInfo zone,
        IReadOnlyList<HoursOfWeek> hours,
        long untilMs = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfZero(people.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, LeastLength);
        Name = name;
        People = people;
        _start = start;
        _length = length;
        _zone = zone;
        _hours = hours;
        _startMs = LocalTime.ToUnixMs(start, zone);
        _untilMs = untilMs;
    }

    public string Name { get; }

    public IReadOnlyList<string> People { get; }

    public string? At(long timeMs)
    {
        if (timeMs < _startMs || timeMs >= _untilMs || !IsWithinHours(timeMs)) return null;
        return People[(int)(TurnAt(timeMs) % People.Count)];
    }

    public long NextChangeMs(long timeMs)
    {
        if (timeMs < _startMs) return _startMs;
        if (timeMs >= _untilMs) return long.MaxValue;
        long next = Math.Min(_untilMs, TurnBeginMs(TurnAt(timeMs) + 1));
        foreach (HoursOfWeek hours in _hours) next = Math.Min(next, hours.NextChangeMs(timeMs));
        return next;
    }

    private bool IsWithinHours(long timeMs)
    {
        foreach (HoursOfWeek hours in _hours)
        {
            if (hours.Contains(timeMs)) return true;
        }

        return _hours.Count == 0;
    }

    /// <summary>The wall clock leads near the turn; where clocks changed since, the next one may have begun already, or not yet.</summary>
    private long TurnAt(long timeMs)
    {
        long turn = Math.Max(0, (LocalTime.Of(timeMs, _zone) - _start).Ticks / _length.Ticks);
        while (turn > 0 && TurnBeginMs(turn) > timeMs) turn--;
        while (TurnBeginMs(turn + 1) <= timeMs) turn++;
        return turn;
    }

    private long TurnBeginMs(long turn) => LocalTime.ToUnixMs(_start + TimeSpan.FromTicks(_length.Ticks * turn), _zone);
}
