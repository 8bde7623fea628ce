using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Heed.Http;

/// <summary>Makes clients and requests as <see cref="HttpOptions"/> say.</summary>
public static class HttpClients
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A client without a time limit of its own, without cookies, and with no proxy but the named one. It does not decompress: what
    /// comes in is bounded by the caller before and behind decompression.
    /// </summary>
    /// <exception cref="IOException">A file of the TLS options cannot be read.</exception>
    /// <exception cref="CryptographicException">A file of the TLS options is not what it should be.</exception>
    public static HttpClient Create(HttpOptions options, int maxConnectionsPerServer)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = options.FollowsRedirects,
            UseCookies = false,
            UseProxy = options.ProxyUrl is not null,
            Proxy = options.ProxyUrl is null ? null : new WebProxy(options.ProxyUrl),
            MaxConnectionsPerServer = maxConnectionsPerServer,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = SslOptions(options.Tls),
        };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="IOException">The file of a credential cannot be read.</exception>
    public static HttpRequestMessage Request(HttpMethod method, Uri url, HttpOptions options)
    {
        HttpRequestMessage request = new(method, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Heed", null));
        if (options.Credentials is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"{options.AuthorizationType} {options.Credentials.Reveal()}");
        }
        else if (options.Username is not null)
        {
            byte[] pair = Encoding.UTF8.GetBytes($"{options.Username}:{options.Password?.Reveal()}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        foreach ((string name, Credential value) in options.Headers) request.Headers.TryAddWithoutValidation(name, value.Reveal());
        return request;
    }

    /// <summary>What went wrong on the way, in a few words that hold no secret.</summary>
    public static string Describe(Exception failure)
    {
        Exception innermost = failure;
        while (innermost.InnerException is { } inner) innermost = inner;
        string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
            ? $"{http.HttpRequestError}: "
            : "";
        return kind + innermost.Message.TrimEnd('.');
    }

    /// <summary>For a connection that is no HTTP.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SslClientAuthenticationOptions SslOptions(TlsOptions tls)
    {
        SslClientAuthenticationOptions options = new();
        if (tls.ServerName is not null) options.TargetHost = tls.ServerName;
        if (tls.CertificateFile is not null)
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
            options.ClientCertificates = [certificate];
        }

        if (tls.ServerName is { } name) RequireName(options, name);
        if (tls.AcceptsAnyCertificate) AcceptAnyCertificate(options);
        else if (tls.AuthorityFile is not null) options.CertificateChainPolicy = TrustOnly(tls.AuthorityFile);
        return options;
    }

    /// <summary>The HTTP client compares the certificate with the address' own name whatever it is told, so that is done here.</summary>
    private static void RequireName(SslClientAuthenticationOptions options, string name) =>
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
            && certificate is X509Certificate2 shown
            && shown.MatchesHostname(name);

    private static X509ChainPolicy TrustOnly(string authorityFile)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }

#pragma warning disable CA5359 // The configuration asks for it by the name insecure_skip_verify.
    private static void AcceptAnyCertificate(SslClientAuthenticationOptions options) =>
        options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
}
