using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Email;

/// <summary>
/// An entry of <c>email_configs</c> with what it has from <c>global</c>. Recipients, sender, headers and bodies are templates.
/// </summary>
/// <param name="Host">The server that takes mail.</param>
/// <param name="Hello">What this machine calls itself.</param>
/// <param name="Username">Empty for no authentication.</param>
/// <param name="Identity">Whom to act for; empty for the user himself.</param>
/// <param name="Secret">For CRAM-MD5.</param>
/// <param name="RequiresTls">Whether a server that offers no TLS gets no mail.</param>
/// <param name="IsImplicitTls">Whether the connection begins with TLS, as on port 465.</param>
/// <param name="Html">Empty for none.</param>
/// <param name="Text">Empty for none.</param>
public sealed record EmailOptions(
    IntegrationId Id,
    bool SendResolved,
    string To,
    string From,
    string Host,
    int Port,
    string Hello,
    string Username,
    string Identity,
    Credential? Password,
    Credential? Secret,
    bool RequiresTls,
    bool IsImplicitTls,
    TlsOptions Tls,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string Html,
    string Text) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>For one message, from connecting to the server's receipt.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
}
