namespace Heed.Model.Time;

/// <summary>
/// A part of the engine that has work at certain times. The engine runs each part at its own due times, in order of time,
/// whatever the pace of the clock behind it; so live, replay and tests do the same work at the same times.
/// </summary>
public interface IScheduled
{
    /// <summary>When the next work is due, in milliseconds since the Unix epoch; <see cref="long.MaxValue"/> for never.</summary>
    long NextDueMs { get; }

    /// <summary>Does the work that is due at <paramref name="dueMs"/> = <see cref="NextDueMs"/>, which moves on.</summary>
    void Run(long dueMs);
}
