namespace Heed.Monitoring.Monitors;

/// <summary>The last requests: how many failed, and how long they took.</summary>
internal sealed class RecentRequests
{
    private const int Kept = 1000;

    private readonly double[] _latencies = new double[Kept];
    private readonly bool[] _failed = new bool[Kept];
    private readonly double[] _sorted = new double[Kept];
    private long _count;
    private int _failures;
    private int _known;

    /// <summary>Requests that have come; more of them than are kept.</summary>
    public long Count => _count;

    /// <param name="latencySeconds">NaN where the request does not tell it.</param>
    public void Add(double latencySeconds, bool failed)
    {
        int slot = (int)(_count++ % Kept);
        _failures += (failed ? 1 : 0) - (_failed[slot] ? 1 : 0);
        _failed[slot] = failed;
        if (_count > Kept && double.IsFinite(_latencies[slot])) Forget(_latencies[slot]);
        _latencies[slot] = latencySeconds;
        if (double.IsFinite(latencySeconds)) Know(latencySeconds);
    }

    /// <summary>Null before the first request.</summary>
    public double? ErrorRatio() => _count == 0 ? null : _failures / (double)Math.Min(_count, Kept);

    /// <summary>The latencies that are known, ascending. Until the next request.</summary>
    public ReadOnlySpan<double> SortedLatencies() => _sorted.AsSpan(0, _known);

    public void Save(BinaryWriter writer)
    {
        writer.Write(_count);
        for (int i = 0; i < Kept; i++)
        {
            writer.Write(_latencies[i]);
            writer.Write(_failed[i]);
        }
    }

    public void Load(BinaryReader reader)
    {
        _count = reader.ReadInt64();
        _failures = 0;
        for (int i = 0; i < Kept; i++)
        {
            _latencies[i] = reader.ReadDouble();
            _failed[i] = reader.ReadBoolean();
            if (_failed[i]) _failures++;
        }

        _known = 0;
        for (int i = 0; i < Math.Min(_count, Kept); i++)
        {
            if (double.IsFinite(_latencies[i])) _sorted[_known++] = _latencies[i];
        }

        _sorted.AsSpan(0, _known).Sort();
    }

    private void Know(double latency)
    {
        int at = _sorted.AsSpan(0, _known).BinarySearch(latency);
        if (at < 0) at = ~at;
        _sorted.AsSpan(at, _known - at).CopyTo(_sorted.AsSpan(at + 1));
        _sorted[at] = latency;
        _known++;
    }

    private void Forget(double latency)
    {
        int at = _sorted.AsSpan(0, _known).BinarySearch(latency);
        _sorted.AsSpan(at + 1, _known - at - 1).CopyTo(_sorted.AsSpan(at));
        _known--;
    }
}
