namespace Heed.Monitoring.Monitors;

/// <summary>Arrivals of the last 60 seconds, in buckets of one second.</summary>
internal sealed class ArrivalRate
{
    private const int Seconds = 60;

    private readonly long[] _second = new long[Seconds];
    private readonly long[] _count = new long[Seconds];

    public void Add(long acceptedAtMs)
    {
        long second = acceptedAtMs / 1000;
        int slot = (int)(second % Seconds);
        if (_second[slot] != second)
        {
            _second[slot] = second;
            _count[slot] = 0;
        }

        _count[slot]++;
    }

    public double PerSecond(long nowMs)
    {
        long now = nowMs / 1000;
        long sum = 0;
        for (int i = 0; i < Seconds; i++)
        {
            if (_second[i] <= now && _second[i] > now - Seconds) sum += _count[i];
        }

        return sum / (double)Seconds;
    }

    public void Save(BinaryWriter writer)
    {
        for (int i = 0; i < Seconds; i++)
        {
            writer.Write(_second[i]);
            writer.Write(_count[i]);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < Seconds; i++)
        {
            _second[i] = reader.ReadInt64();
            _count[i] = reader.ReadInt64();
        }
    }
}
