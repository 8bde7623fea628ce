namespace Heed.Monitoring.Evidence;

/// <summary>
/// Evidence that a change which was shown is over: the likelihood ratio of the usual share against the one that the change had, from the
/// best moment on. Without it a change would be shown for as long as it takes to forget it, which is days where successes are rare.
/// </summary>
internal sealed class Recovery(long leastMs)
{
    /// <value>How long it has to have been over.</value>
    public long LeastMs { get; set; } = leastMs;

    // In nats: 400 to 1.
    private const double Enough = 6;

    private double _log;
    private long _sinceMs = long.MaxValue;

    /// <param name="usual">The end of the interval of no change.</param>
    /// <param name="changed">The share since the change began.</param>
    /// <param name="inflation">Of the count's variance.</param>
    /// <param name="startMs">Of the stretch that was counted.</param>
    /// <returns>Whether it has been over for long enough.</returns>
    public bool Step(double successes, double trials, double usual, double changed, double inflation, long startMs)
    {
        if (!(trials > 0) || !(Math.Abs(changed - usual) > 1e-9)) return false;
        usual = Math.Clamp(usual, 1e-6, 1 - 1e-6);
        changed = Math.Clamp(changed, 1e-6, 1 - 1e-6);
        double step = (successes * Math.Log(usual / changed)) + ((trials - successes) * Math.Log((1 - usual) / (1 - changed)));
        _log = Math.Min(2 * Enough, Math.Max(0, _log + (step / inflation)));
        if (_log <= 0) _sinceMs = long.MaxValue;
        else if (_sinceMs == long.MaxValue) _sinceMs = startMs;
        return _log >= Enough && startMs - _sinceMs >= LeastMs;
    }

    public void Reset()
    {
        _log = 0;
        _sinceMs = long.MaxValue;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_log);
        writer.Write(_sinceMs);
        writer.Write(LeastMs);
    }

    public void Load(BinaryReader reader)
    {
        _log = reader.ReadDouble();
        _sinceMs = reader.ReadInt64();
        LeastMs = reader.ReadInt64();
    }
}
