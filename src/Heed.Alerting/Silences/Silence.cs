using Heed.Model.Labels;

namespace Heed.Alerting.Silences;

/// <summary>A person's wish that some alerts notify nobody for a time.</summary>
/// <param name="Id">Unique among the silences; empty asks the store to derive one.</param>
/// <param name="Matchers">All have to hold; at least one that an alert without labels does not satisfy.</param>
/// <param name="StartsAtMs">Inclusive.</param>
/// <param name="EndsAtMs">Exclusive.</param>
/// <param name="UpdatedAtMs">When it was last changed.</param>
/// <param name="CreatedBy">Who wants it.</param>
/// <param name="Comment">Why.</param>
public sealed record Silence(
    string Id, IReadOnlyList<LabelMatcher> Matchers, long StartsAtMs, long EndsAtMs, long UpdatedAtMs, string CreatedBy, string Comment)
{
    /// <summary>How long before its end somebody is reminded of it while it holds alerts, in milliseconds; 0 for what the configuration says.</summary>
    public long RemindBeforeMs { get; init; }

    /// <summary>It ends by itself once it has matched nothing for so long, in milliseconds; 0 for never.</summary>
    public long ExpireUnmatchedMs { get; init; }

    public SilenceState StateAt(long nowMs) =>
        nowMs < StartsAtMs ? SilenceState.Pending : nowMs < EndsAtMs ? SilenceState.Active : SilenceState.Expired;

    public bool Matches(LabelSet labels)
    {
        for (int i = 0; i < Matchers.Count; i++)
        {
            if (!Matchers[i].Matches(labels)) return false;
        }

        return true;
    }
}
