using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Requests an hour by hour of weekdays and of weekends: the median of the newest five of each, of an even number the lower
/// one, which one flash of traffic does not move.
/// </summary>
internal sealed class HourlyRates
{
    private const int Kept = 5;

    private readonly int[] _counts = new int[ShareVariation.Cells * Kept];
    private readonly int[] _seen = new int[ShareVariation.Cells];

    public void Learn(int cell, long requests)
    {
        _counts[(cell * Kept) + (_seen[cell] % Kept)] = (int)Math.Min(int.MaxValue, requests);
        _seen[cell]++;
    }

    /// <summary>How many hours the rate is made of; 0 where it is not known.</summary>
    public int SeenOf(int cell) => Math.Min(Kept, _seen[cell]);

    public double RateOf(int cell)
    {
        int seen = SeenOf(cell);
        if (seen == 0) return double.NaN;
        Span<int> sorted = stackalloc int[Kept];
        sorted = sorted[..seen];
        _counts.AsSpan(cell * Kept, seen).CopyTo(sorted);
        sorted.Sort();
        return sorted[(seen - 1) / 2];
    }

    public void Save(BinaryWriter writer)
    {
        foreach (int count in _counts) writer.Write(count);
        foreach (int seen in _seen) writer.Write(seen);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _counts.Length; i++) _counts[i] = reader.ReadInt32();
        for (int i = 0; i < _seen.Length; i++) _seen[i] = reader.ReadInt32();
    }
}
