namespace Heed.Http;

/// <summary>How another server is called: who we are, how it is trusted, and the way there. Prometheus' <c>http_config</c>.</summary>
public sealed record HttpOptions
{
    public static readonly HttpOptions Default = new();

    /// <value>For basic authentication; null for none.</value>
    public string? Username { get; init; }

    /// <value>For basic authentication.</value>
    public Credential? Password { get; init; }

    /// <value>The word before <see cref="Credentials"/> in the Authorization header.</value>
    public string AuthorizationType { get; init; } = "Bearer";

    /// <value>Null for none.</value>
    public Credential? Credentials { get; init; }

    public TlsOptions Tls { get; init; } = TlsOptions.Default;

    /// <value>Gets a token for every request; null for none.</value>
    public OauthOptions? Oauth { get; init; }

    /// <value>Null for a direct connection.</value>
    public Uri? ProxyUrl { get; init; }

    /// <value>Hosts that are called without <see cref="ProxyUrl"/>: names, <c>.suffixes</c>, addresses, networks, or <c>*</c>.</value>
    public IReadOnlyList<string> NoProxy { get; init; } = [];

    /// <value>Whether the proxy is what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say.</value>
    public bool UsesEnvironmentProxy { get; init; }

    /// <value>Whether an answer may send a request elsewhere.</value>
    public bool FollowsRedirects { get; init; } = true;

    /// <value>Sent with every request, in this order.</value>
    public IReadOnlyList<KeyValuePair<string, Credential>> Headers { get; init; } = [];
}
