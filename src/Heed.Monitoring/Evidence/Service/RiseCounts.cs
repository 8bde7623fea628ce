namespace Heed.Monitoring.Evidence.Service;

/// <summary>What one kind of rise counts of a stretch's requests.</summary>
/// <param name="Hits">Requests that are more than usual when there are more of them.</param>
/// <param name="Broken">Requests that break the promise.</param>
/// <param name="Requests">All that could.</param>
internal readonly record struct RiseCounts(long Hits, long Broken, long Requests)
{
    public static RiseCounts OfErrors(RequestCounts counts) => new(counts.Failed, counts.Failed, counts.Requests);

    public static RiseCounts OfLatency(RequestCounts counts) => new(counts.Slow, counts.Broken, counts.Timed);
}
