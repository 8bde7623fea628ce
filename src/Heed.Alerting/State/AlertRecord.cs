using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>An alert as it is kept over a restart. As JSON it takes a <see cref="LabelSetConverter"/>.</summary>
/// <param name="IsTimeout">Whether its end is only what the resolve timeout says.</param>
public sealed record AlertRecord(
    LabelSet Labels,
    LabelSet Annotations,
    long StartsAtMs,
    long EndsAtMs,
    long UpdatedAtMs,
    string GeneratorUrl,
    bool IsTimeout)
{
    /// <summary>Whether somebody goes on repeating it: its end then moves on and is not written every time.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The keys of its groups' records.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
