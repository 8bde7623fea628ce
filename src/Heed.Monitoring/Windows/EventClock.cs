namespace Heed.Monitoring.Windows;

/// <summary>A model's event time: the newest that a record has told, and the watermark behind it.</summary>
internal sealed class EventClock(TimeSpan lateness)
{
    /// <summary>
    /// A record that claims to be from further ahead of its arrival is in no window: one wrong clock must not make all other
    /// records late.
    /// </summary>
    public const long FutureToleranceMs = 3_600_000;

    /// <summary>A stream whose newest record took longer to arrive comes in batches or from history: the clock says nothing of it.</summary>
    private const long LiveDelayMs = 3_600_000;

    private readonly long _latenessMs = (long)lateness.TotalMilliseconds;

    /// <summary><see cref="long.MinValue"/> before the first record.</summary>
    public long NewestMs { get; private set; } = long.MinValue;

    /// <summary>Whether the newest record came soon after its time, so that silence since then is silence of the model.</summary>
    public bool IsLive { get; private set; }

    public long WatermarkMs => NewestMs == long.MinValue ? long.MinValue : NewestMs - _latenessMs;

    /// <summary>
    /// The last millisecond of a sliding window that ends at a time: such a window is open at its end, but holds
    /// every record that has arrived.
    /// </summary>
    public long WindowEndAt(long nowMs) => Math.Max(NewestMs, nowMs - 1);

    /// <summary>False for a record from the future, which leaves the clock alone.</summary>
    public bool TryAdvance(long timeMs, long acceptedAtMs)
    {
        if (timeMs - FutureToleranceMs > acceptedAtMs) return false;
        if (timeMs >= NewestMs) IsLive = acceptedAtMs - timeMs <= LiveDelayMs;
        NewestMs = Math.Max(NewestMs, timeMs);
        return true;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(NewestMs);
        writer.Write(IsLive);
    }

    public void Load(BinaryReader reader)
    {
        NewestMs = reader.ReadInt64();
        IsLive = reader.ReadBoolean();
    }
}
