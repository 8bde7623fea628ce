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
    bool IsTimeout);
