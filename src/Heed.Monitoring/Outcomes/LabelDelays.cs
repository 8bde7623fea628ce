namespace Heed.Monitoring.Outcomes;

/// <summary>The last delays from prediction to label.</summary>
internal sealed class LabelDelays
{
    private const int Kept = 1001;

    private long[] _delaysMs = [];
    private long _count;

    public void Add(long delayMs)
    {
        if (_delaysMs.Length == 0) _delaysMs = new long[Kept];
        _delaysMs[_count++ % Kept] = delayMs;
    }

    /// <summary>Null before the first; of an even number the lower of the middle two.</summary>
    public double? MedianSeconds()
    {
        int n = (int)Math.Min(_count, Kept);
        if (n == 0) return null;
        long[] sorted = _delaysMs[..n];
        Array.Sort(sorted);
        return sorted[(n - 1) / 2] / 1000.0;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_count);
        for (int i = 0; i < Math.Min(_count, Kept); i++) writer.Write(_delaysMs[i]);
    }

    public void Load(BinaryReader reader)
    {
        _count = reader.ReadInt64();
        if (_count > 0) _delaysMs = new long[Kept];
        for (int i = 0; i < Math.Min(_count, Kept); i++) _delaysMs[i] = reader.ReadInt64();
    }
}
