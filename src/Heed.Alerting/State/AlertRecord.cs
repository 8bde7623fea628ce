namespace Heed.Alerting.State;

/// <summary>An alert as it is kept over a restart.</summary>
/// <param name="IsTimeout">Whether its end is only what the resolve timeout says.</param>
public sealed record AlertRecord(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
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
