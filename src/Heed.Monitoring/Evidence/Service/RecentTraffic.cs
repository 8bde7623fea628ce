namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Requests of the newest half hour beside what like hours have, by the minute. Of a fall that has just begun only what came since then
/// tells its size.
/// </summary>
internal sealed class RecentTraffic
{
    private const long MinuteMs = 60_000;
    private const int Kept = 30;

    private readonly (int Requests, float Expected)[] _minutes = new (int, float)[Kept];
    private long _newest = long.MinValue;

    public void Add(long timeMs, long requests, double expected)
    {
        long minute = timeMs / MinuteMs;
        long first = Math.Max(_newest + 1, minute - Kept + 1);
        for (long skipped = first; skipped < minute; skipped++) _minutes[skipped % Kept] = default;
        _newest = minute;
        _minutes[minute % Kept] = ((int)Math.Min(int.MaxValue, requests), (float)expected);
    }

    /// <param name="onsetMs">Null for the whole half hour.</param>
    public (double Requests, double Expected) Since(long? onsetMs)
    {
        (double requests, double expected) sum = (0, 0);
        for (long minute = Math.Max(_newest - Kept + 1, (onsetMs ?? 0) / MinuteMs); _newest != long.MinValue && minute <= _newest; minute++)
        {
            (int requests, float expected) = _minutes[minute % Kept];
            sum = (sum.requests + requests, sum.expected + expected);
        }

        return sum;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_newest);
        foreach ((int requests, float expected) in _minutes)
        {
            writer.Write(requests);
            writer.Write(expected);
        }
    }

    public void Load(BinaryReader reader)
    {
        _newest = reader.ReadInt64();
        for (int i = 0; i < Kept; i++) _minutes[i] = (reader.ReadInt32(), reader.ReadSingle());
    }
}
