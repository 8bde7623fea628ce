namespace Heed.Alerting.OnCall;

/// <summary>Something that says who is on call when: a rotation, a calendar, an override. A pure function of time.</summary>
public interface IShiftSource
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>The person's name; null where it says nothing about that time.</summary>
    string? At(long timeMs);

    /// <summary>
    /// A moment after <paramref name="timeMs"/> up to which <see cref="At"/> gives the same answer; <see cref="long.MaxValue"/> where
    /// the answer never changes again.
    /// </summary>
    long NextChangeMs(long timeMs);
}
