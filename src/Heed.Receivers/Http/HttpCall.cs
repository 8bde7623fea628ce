using Heed.Http;

namespace Heed.Receivers.Http;

/// <summary>A request to a receiver's service: a POST of JSON unless it says otherwise.</summary>
/// <param name="Url">Secret as a whole: many services put the key into the path.</param>
/// <param name="Http">How to call.</param>
/// <param name="Body">As it goes over the wire.</param>
/// <param name="Timeout">Null for the sender's own.</param>
public sealed record HttpCall(Credential Url, HttpOptions Http, byte[] Body, TimeSpan? Timeout)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// The value of the Authorization header, for services that bring a scheme of their own; empty for what <see cref="Http"/> says.
    /// </summary>
    public string Authorization { get; init; } = "";

    /// <summary>Sent beside those that <see cref="Http"/> says.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether the address holds no secret, so that its words may stand in the answer: where the answer is read, they do.</summary>
    public bool HasPublicAddress { get; init; }

    /// <summary>Secrets of the call that no answer may carry into a log.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
