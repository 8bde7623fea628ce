using Heed.Alerting.Configuration;

namespace Heed.Receivers.Http;

/// <summary>A POST of JSON.</summary>
/// <param name="Url">Secret as a whole: many services put the key into the path.</param>
/// <param name="Http">How to call.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="Timeout">Null for the sender's own.</param>
public sealed record HttpCall(Secret Url, HttpOptions Http, byte[] Body, TimeSpan? Timeout)
{
    /// <summary>Secrets of the body that no answer may carry into a log.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
