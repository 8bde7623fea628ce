using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Server.Hosting;

/// <summary>
/// Everything between ingest and receivers, driven by whoever holds it: a wall clock, a recorded stream or a test. It has one
/// owner at a time, reads no clock, and does the same work at the same times for the same input.
/// </summary>
public sealed class Engine
{
    private readonly WatchedModels? _models;
    private readonly IReadOnlyList<IScheduled> _parts;
    private readonly Func<string?> _commit;

    /// <param name="models">Take the records; null where none come.</param>
    /// <param name="commit">Makes what was appended durable; called after every instant at which something was due.</param>
    /// <param name="parts">What is due at one instant runs in this order: collection, rules, alerting.</param>
    /// <param name="startMs">Where the engine's time starts.</param>
    public Engine(WatchedModels? models, Func<string?> commit, IReadOnlyList<IScheduled> parts, long startMs)
    {
        _models = models;
        _commit = commit;
        _parts = parts;
        NowMs = startMs;
    }

    /// <summary>The engine's time, in milliseconds since the Unix epoch. It never goes back.</summary>
    public long NowMs { get; private set; }

    /// <summary>When the next part has work; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDueMs
    {
        get
        {
            long next = long.MaxValue;
            foreach (IScheduled part in _parts) next = Math.Min(next, part.NextDueMs);
            return next;
        }
    }

    /// <summary>Runs every part at each of its due times up to and including a time.</summary>
    public void AdvanceTo(long timeMs)
    {
        while (NextDueMs is long due && due <= timeMs)
        {
            NowMs = Math.Max(NowMs, due);
            foreach (IScheduled part in _parts)
            {
                if (part.NextDueMs == due) part.Run(due);
            }

            if (NextDueMs != due) _commit();
        }

        NowMs = Math.Max(NowMs, timeMs);
    }

    /// <summary>Takes in parsed events at the time they were accepted; what was due before then is done first.</summary>
    public void Accept(RecordBatch batch, long acceptedAtMs)
    {
        AdvanceTo(acceptedAtMs);
        _models?.Accept(batch, acceptedAtMs);
    }
}
