namespace Heed.Alerting.State;

/// <summary>A silence as it is kept over a restart.</summary>
/// <param name="Matchers">As <c>severity="critical"</c>, one each.</param>
public sealed record SilenceRecord(
    string Id, IReadOnlyList<string> Matchers, long StartsAtMs, long EndsAtMs, long UpdatedAtMs, string CreatedBy, string Comment)
{
    public long RemindBeforeMs { get; init; }

    public long ExpireUnmatchedMs { get; init; }
}
