using Heed.Http;

namespace Heed.Receivers.Email;

/// <summary>What <c>global</c> says of mail, for entries that say nothing themselves.</summary>
internal sealed record EmailDefaults(
    string From,
    string Smarthost,
    string Hello,
    string Username,
    string Identity,
    Credential? Password,
    Credential? Secret,
    bool RequiresTls,
    bool? IsImplicitTls,
    TlsOptions Tls);
