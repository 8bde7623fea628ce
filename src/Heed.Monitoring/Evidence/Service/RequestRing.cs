namespace Heed.Monitoring.Evidence.Service;

/// <summary>What requests came to in the stretches of five minutes of the last six hours.</summary>
internal sealed class RequestRing
{
    public const long StretchMs = 300_000;
    private const int Kept = 72;

    private readonly RequestCounts[] _stretches = new RequestCounts[Kept];
    private long _newest = long.MinValue;

    /// <summary>The number of the newest stretch, by its start over <see cref="StretchMs"/>; meaningless before the first.</summary>
    public long Newest => _newest;

    /// <summary>The number of the oldest one that is kept.</summary>
    public long Oldest => _newest - Kept + 1;

    /// <param name="stretch">From <see cref="Oldest"/> to <see cref="Newest"/>.</param>
    public RequestCounts Of(long stretch) => _stretches[stretch % Kept];

    public void Add(long timeMs, RequestCounts counts)
    {
        long stretch = timeMs / StretchMs;
        if (_newest != long.MinValue)
        {
            for (long empty = Math.Max(_newest + 1, stretch - Kept + 1); empty <= stretch; empty++) _stretches[empty % Kept] = default;
        }

        _newest = Math.Max(_newest, stretch);
        if (stretch > _newest - Kept) _stretches[stretch % Kept] += counts;
    }

    /// <summary>Everything from a time on, as far as it is kept.</summary>
    public RequestCounts Since(long timeMs)
    {
        RequestCounts sum = default;
        for (long stretch = Math.Max(timeMs / StretchMs, _newest - Kept + 1); _newest != long.MinValue && stretch <= _newest; stretch++)
        {
            sum += _stretches[stretch % Kept];
        }

        return sum;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_newest);
        foreach (RequestCounts counts in _stretches) counts.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _newest = reader.ReadInt64();
        for (int i = 0; i < Kept; i++) _stretches[i] = RequestCounts.Load(reader);
    }
}
