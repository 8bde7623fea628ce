using Heed.Model.Labels;

namespace Heed.Model.Alerts;

/// <summary>An alert as it travels from rules to routing: Alertmanager's nouns.</summary>
/// <param name="Labels">Its identity, with <see cref="LabelNames.AlertName"/>.</param>
/// <param name="Annotations">Words for people.</param>
/// <param name="StartsAtMs">When it began to fire; milliseconds since the Unix epoch.</param>
/// <param name="EndsAtMs">
/// When it is over: in the past for a resolved alert, else when it is taken for resolved if nobody repeats it.
/// </param>
/// <param name="UpdatedAtMs">When this was said.</param>
/// <param name="GeneratorUrl">Where its expression can be seen; may be empty.</param>
public sealed record Alert(
    LabelSet Labels, LabelSet Annotations, long StartsAtMs, long EndsAtMs, long UpdatedAtMs, string GeneratorUrl)
{
    public ulong Fingerprint => Labels.Fingerprint;

    public string Name => Labels.Get(LabelNames.AlertName);

    public bool IsResolvedAt(long nowMs) => EndsAtMs <= nowMs;
}
