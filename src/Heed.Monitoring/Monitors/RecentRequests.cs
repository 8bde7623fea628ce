namespace Heed.Monitoring.Monitors;

/// <summary>The last requests: how many failed, and how long they took.</summary>
internal sealed class RecentRequests
{
    /// <summary>Requests that are kept.</summary>
    public const int Kept = 1000;

    /// <summary>After more requests than these all latencies are sorted anew, which takes as long as to put as many into their places.</summary>
    private const int MostReplaced = 128;

    private readonly double[] _latencies = new double[Kept];
    private readonly bool[] _failed = new bool[Kept];

    /// <summary>The latencies that were known when somebody asked last, ascending; empty before the first time.</summary>
    private double[] _sorted = [];
    private int _known;

    /// <summary>What left its slot since then, in order; NaN for nothing.</summary>
    private double[] _replaced = [];
    private long _sortedAt = long.MinValue;
    private long _count;
    private int _failures;

    /// <summary>Requests that have come; more of them than are kept.</summary>
    public long Count => _count;

    /// <param name="latencySeconds">NaN where the request does not tell it.</param>
    public void Add(double latencySeconds, bool failed)
    {
        int slot = (int)(_count % Kept);
        _failures += (failed ? 1 : 0) - (_failed[slot] ? 1 : 0);
        _failed[slot] = failed;
        long since = _count - _sortedAt;
        if ((ulong)since < MostReplaced) _replaced[since] = _count < Kept ? double.NaN : _latencies[slot];
        _latencies[slot] = latencySeconds;
        _count++;
    }

    /// <summary>Null before the first request.</summary>
    public double? ErrorRatio() => _count == 0 ? null : _failures / (double)Math.Min(_count, Kept);

    /// <summary>The latencies that are known, ascending, until the next request.</summary>
    public ReadOnlySpan<double> SortedLatencies()
    {
        if ((ulong)(_count - _sortedAt) <= MostReplaced) Replace();
        else Sort();
        _sortedAt = _count;
        return _sorted.AsSpan(0, _known);
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

        _sortedAt = long.MinValue;
    }

    /// <summary>Of few requests each one takes its place, and the one whose slot it got leaves: equal latencies are one as good as the other.</summary>
    private void Replace()
    {
        for (long request = _sortedAt; request < _count; request++)
        {
            double gone = _replaced[request - _sortedAt];
            if (double.IsFinite(gone)) Remove(gone);
            double come = _latencies[request % Kept];
            if (double.IsFinite(come)) Insert(come);
        }
    }

    private void Sort()
    {
        if (_sorted.Length == 0)
        {
            _sorted = new double[Kept];
            _replaced = new double[MostReplaced];
        }

        _known = 0;
        foreach (double latency in _latencies.AsSpan(0, (int)Math.Min(_count, Kept)))
        {
            if (double.IsFinite(latency)) _sorted[_known++] = latency;
        }

        _sorted.AsSpan(0, _known).Sort();
    }

    private void Insert(double latency)
    {
        int at = FirstFrom(latency);
        _sorted.AsSpan(at, _known - at).CopyTo(_sorted.AsSpan(at + 1));
        _sorted[at] = latency;
        _known++;
    }

    private void Remove(double latency)
    {
        int at = FirstFrom(latency);
        _sorted.AsSpan(at + 1, _known - at - 1).CopyTo(_sorted.AsSpan(at));
        _known--;
    }

    /// <summary>The first place whose latency is not less.</summary>
    private int FirstFrom(double latency)
    {
        int low = 0;
        int high = _known;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sorted[middle] < latency) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
