namespace Heed.Alerting.Configuration;

/// <summary>How an HTTP receiver is called.</summary>
/// <param name="Username">For basic authentication; empty for none.</param>
/// <param name="Password">For basic authentication.</param>
/// <param name="AuthorizationType">The word before the credentials, as <c>Bearer</c>.</param>
/// <param name="Credentials">Sent in the Authorization header; null for none.</param>
/// <param name="ProxyUrl">Null for a direct connection.</param>
/// <param name="FollowRedirects">Whether an answer may send the request elsewhere.</param>
/// <param name="InsecureSkipVerify">Whether any certificate is good enough.</param>
public sealed record HttpOptions(
    string Username, Secret? Password, string AuthorizationType, Secret? Credentials, Uri? ProxyUrl, bool FollowRedirects,
    bool InsecureSkipVerify)
{
    public static readonly HttpOptions Default = new("", null, "Bearer", null, null, FollowRedirects: true, InsecureSkipVerify: false);
}
