using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Heed.Http;

/// <summary>Makes clients and requests as <see cref="HttpOptions"/> say.</summary>
public static class HttpClients
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A client without a time limit of its own, without cookies, and with no proxy but the one that the options name. It does not decompress: what
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
            UseProxy = options.ProxyUrl is not null || options.UsesEnvironmentProxy,
            Proxy = options.ProxyUrl is null ? null : new SelectiveProxy(options.ProxyUrl, options.NoProxy),
            MaxConnectionsPerServer = maxConnectionsPerServer,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = SslOptions(options.Tls),
        };
        HttpMessageHandler outer = options.Oauth is not { } oauth
            ? handler
            : new OauthHandler(oauth, Create(oauth.Http, maxConnectionsPerServer), TimeProvider.System, handler);
        return new HttpClient(outer, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
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
        if (ClientCertificate(tls) is { } certificate) options.ClientCertificates = [certificate];
        if (tls.LeastVersion is not null || tls.GreatestVersion is not null) options.EnabledSslProtocols = Versions(tls);

        if (tls.ServerName is { } name) RequireName(options, name);
        if (tls.AcceptsAnyCertificate) AcceptAnyCertificate(options);
        else if (tls.AuthorityFile is not null || tls.AuthorityText is not null) options.CertificateChainPolicy = TrustOnly(tls);
        return options;
    }

    /// <summary>The HTTP client compares the certificate with the address' own name whatever it is told, so that is done here.</summary>
    private static void RequireName(SslClientAuthenticationOptions options, string name) =>
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
            && certificate is X509Certificate2 shown
            && shown.MatchesHostname(name);

    private static X509Certificate2? ClientCertificate(TlsOptions tls)
    {
        if (tls.CertificateFile is null && tls.CertificateText is null) return null;
        string certificate = tls.CertificateText ?? File.ReadAllText(tls.CertificateFile!);
        string key = tls.KeyText?.Reveal() ?? File.ReadAllText(tls.KeyFile!);
        return X509Certificate2.CreateFromPem(certificate, key);
    }

    private static SslProtocols Versions(TlsOptions tls)
    {
        SslProtocols allowed = SslProtocols.None;
        TlsVersion least = tls.LeastVersion ?? TlsVersion.Tls12;
        TlsVersion greatest = tls.GreatestVersion ?? TlsVersion.Tls13;
        for (TlsVersion version = least; version <= greatest; version++) allowed |= Protocol(version);
        return allowed;
    }

#pragma warning disable SYSLIB0039, CA5397, CA5398 // The configuration asks for a version by its name.
    private static SslProtocols Protocol(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => SslProtocols.Tls,
        TlsVersion.Tls11 => SslProtocols.Tls11,
        TlsVersion.Tls12 => SslProtocols.Tls12,
        _ => SslProtocols.Tls13,
    };
#pragma warning restore SYSLIB0039, CA5397, CA5398

    private static X509ChainPolicy TrustOnly(TlsOptions tls)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(tls.AuthorityText ?? File.ReadAllText(tls.AuthorityFile!));
        return policy;
    }

#pragma warning disable CA5359 // The configuration asks for it by the name insecure_skip_verify.
    private static void AcceptAnyCertificate(SslClientAuthenticationOptions options) =>
        options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
}
