namespace Heed.Monitoring.Monitors;

/// <summary>The last requests: how many failed, and how long they took.</summary>
internal sealed class RecentRequests
{
    /// <summary>Requests that are kept.</summary>
    public const int Kept = 1000;

    private readonly double[] _latencies = new double[Kept];
    private readonly bool[] _failed = new bool[Kept];

    /// <summary>The slots with a latency that is known, by latency.</summary>
    private readonly ushort[] _order = new ushort[Kept];
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
        if (_count > Kept && double.IsFinite(_latencies[slot])) Forget(slot);
        _latencies[slot] = latencySeconds;
        if (double.IsFinite(latencySeconds)) Know(slot);
    }

    /// <summary>Null before the first request.</summary>
    public double? ErrorRatio() => _count == 0 ? null : _failures / (double)Math.Min(_count, Kept);

    /// <summary>The latencies that are known, ascending.</summary>
    /// <param name="buffer">Room for <see cref="Kept"/>; the result is a part of it.</param>
    public ReadOnlySpan<double> SortedLatencies(Span<double> buffer)
    {
        for (int i = 0; i < _known; i++) buffer[i] = _latencies[_order[i]];
        return buffer[.._known];
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

        _known = 0;
        for (int i = 0; i < Math.Min(_count, Kept); i++)
        {
            if (double.IsFinite(_latencies[i])) Know(i);
        }
    }

    private void Know(int slot)
    {
        int at = FirstFrom(_latencies[slot]);
        _order.AsSpan(at, _known - at).CopyTo(_order.AsSpan(at + 1));
        _order[at] = (ushort)slot;
        _known++;
    }

    private void Forget(int slot)
    {
        int at = FirstFrom(_latencies[slot]);
        while (_order[at] != slot) at++;
        _order.AsSpan(at + 1, _known - at - 1).CopyTo(_order.AsSpan(at));
        _known--;
    }

    /// <summary>The first place in the order whose latency is not less.</summary>
    private int FirstFrom(double latency)
    {
        int low = 0;
        int high = _known;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_latencies[_order[middle]] < latency) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
