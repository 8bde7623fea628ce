namespace Heed.Load;

/// <summary>What a run took, and what it cost the server.</summary>
internal readonly record struct LoadResult(
    long Events, double Seconds, double CpuSeconds, long ResidentBytes, double P50Ms, double P99Ms, long NotAccepted);
