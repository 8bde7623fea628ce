namespace Heed.Alerting.TimeIntervals;

/// <summary>A named set of times; a time is in it where it is in any of its parts.</summary>
public sealed record TimeInterval(string Name, IReadOnlyList<TimeIntervalPart> Parts)
{
    public bool Contains(long timeMs)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        foreach (TimeIntervalPart part in Parts)
        {
            if (part.Contains(time)) return true;
        }

        return false;
    }
}
