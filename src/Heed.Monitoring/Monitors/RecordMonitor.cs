using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>One thing that is watched of a model: what it counts, and the series it writes.</summary>
internal abstract class RecordMonitor
{
    /// <summary>Each prediction once, failed requests included, before its window is known.</summary>
    public virtual void Observe(in PredictionView prediction)
    {
    }

    /// <summary>Each prediction whose id is known already. It is in no other figure.</summary>
    public virtual void ObserveDuplicate(long timeMs)
    {
    }

    /// <summary>Each correction that is not from the future.</summary>
    public virtual void ObserveCorrection(long timeMs)
    {
    }

    /// <summary>Each prediction whose slice was over when it came, also one that is too old to revise a window.</summary>
    /// <param name="behindMs">Event time behind the newest record.</param>
    public virtual void ObserveLate(long behindMs)
    {
    }

    /// <summary>Each window of drift that closes with enough records.</summary>
    public virtual void WindowClosed(WindowFigures figures)
    {
    }

    /// <summary>Takes over from the same monitor under another baseline, so that no counter goes back. What means something only beside that baseline is left behind.</summary>
    public virtual void ContinueFrom(RecordMonitor earlier)
    {
    }

    /// <summary>
    /// A number that differs whenever <see cref="Collect"/> may write something else than at its last call: mostly a sum of numbers that only
    /// grow, one of which grows with every change. Null where the monitor is to be asked each time.
    /// </summary>
    public virtual long? AgeAt(long nowMs) => null;

    public abstract void Collect(SeriesWriter writer);

    public virtual void Save(BinaryWriter writer)
    {
    }

    public virtual void Load(BinaryReader reader)
    {
    }

    /// <summary>Takes over the whole state, where it does not depend on a baseline.</summary>
    protected void CopyFrom(RecordMonitor earlier)
    {
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        earlier.Save(writer);
        writer.Flush();
        state.Position = 0;
        using BinaryReader reader = new(state);
        Load(reader);
    }
}
