namespace Heed.Http;

/// <summary>How a server's certificate is judged and which one is shown to it. Files are in PEM.</summary>
public sealed record TlsOptions
{
    public static readonly TlsOptions Default = new();

    /// <value>As <see cref="AuthorityFile"/>, the certificates themselves.</value>
    public string? AuthorityText { get; init; }

    /// <value>As <see cref="CertificateFile"/>, the certificate itself.</value>
    public string? CertificateText { get; init; }

    /// <value>As <see cref="KeyFile"/>, the key itself.</value>
    public Credential? KeyText { get; init; }

    /// <value>Null for the oldest that the system allows.</value>
    public TlsVersion? LeastVersion { get; init; }

    /// <value>Null for the newest.</value>
    public TlsVersion? GreatestVersion { get; init; }

    /// <value>Authorities that are trusted instead of the system's; null for the system's.</value>
    public string? AuthorityFile { get; init; }

    /// <value>The certificate that is shown to the server; null for none.</value>
    public string? CertificateFile { get; init; }

    /// <value>The private key of <see cref="CertificateFile"/>.</value>
    public string? KeyFile { get; init; }

    /// <value>The name that the certificate has to carry; null for the address' own.</value>
    public string? ServerName { get; init; }

    /// <value>Whether any certificate is good enough.</value>
    public bool AcceptsAnyCertificate { get; init; }
}
