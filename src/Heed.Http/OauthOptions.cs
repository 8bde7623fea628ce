namespace Heed.Http;

/// <summary>OAuth 2.0 with the client's own credentials (RFC 6749, section 4.4). Prometheus' <c>oauth2</c>.</summary>
/// <param name="Secret">Sent to <paramref name="TokenUrl"/> alone.</param>
/// <param name="Scopes">What is asked for; none for what the server gives by itself.</param>
/// <param name="EndpointParameters">Sent beside what the protocol asks for.</param>
/// <param name="Http">How the token's server is called; without credentials of its own.</param>
public sealed record OauthOptions(
    string ClientId,
    Credential Secret,
    Uri TokenUrl,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<KeyValuePair<string, string>> EndpointParameters,
    HttpOptions Http);
