namespace Heed.Monitoring.Monitors;

/// <summary>The last requests: how many failed, and how long they took.</summary>
internal sealed class RecentRequests
{
    private const int Kept = 1000;

    private readonly double[] _latencies = new double[Kept];
    private readonly bool[] _failed = new bool[Kept];
    private long _count;
    private int _failures;

    /// <summary>Requests that have come; more of them than are kept.</summary>
    public long Count => _count;

    /// <param name="latencySeconds">NaN where the request does not tell it.</param>
    public void Add(double latencySeconds, bool failed)
    {
        int slot = (int)(_count++ % Kept);
        _failures += (failed ? 1 : 0) - (_failed[slot] ? 1 : 0);
        _failed[slot] = failed;
        _latencies[slot] = latencySeconds;
    }

    /// <summary>Null before the first request.</summary>
    public double? ErrorRatio() => _count == 0 ? null : _failures / (double)Math.Min(_count, Kept);

    /// <summary>The latencies that are known, ascending.</summary>
    public double[] SortedLatencies()
    {
        double[] known = [.. _latencies.Take((int)Math.Min(_count, Kept)).Where(double.IsFinite)];
        Array.Sort(known);
        return known;
    }

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
    }
}
