using Heed.Documents;

namespace Heed.Http;

/// <summary>
/// Reads the keys of Prometheus' <c>http_config</c>, which stand among the other keys of a scrape job or a remote store. What
/// Prometheus has and Heed does not is refused with a sentence, never ignored.
/// </summary>
/// <param name="folder">Relative paths start here.</param>
/// <param name="readSecret">Reads the text of a secret, where a file allows more than the text itself; null for the text itself.</param>
public sealed class HttpOptionsReader(string folder, Func<DocumentNode, string>? readSecret = null)
{
    private static readonly string[] NotSupported = ["proxy_connect_header"];
    private static readonly string[] TlsNotSupported = ["ca_ref", "cert_ref", "key_ref"];
    private static readonly string[] TlsVersions = ["TLS10", "TLS11", "TLS12", "TLS13"];

    private readonly Func<DocumentNode, string> _readSecret = readSecret ?? (node => node.ReadText());

    /// <summary>Reads the keys out of a mapping whose other keys the caller reads, and who finishes it.</summary>
    public HttpOptions Read(MappingReader reader)
    {
        HttpOptions options = ReadProxy(reader, ReadAuthorization(reader, ReadBasic(reader, HttpOptions.Default)));
        if (reader.TryGet("follow_redirects", out DocumentNode? redirects))
        {
            options = options with { FollowsRedirects = redirects.ReadBool(true) };
        }

        // HTTP/1.1 is what is spoken; the key is taken either way because it changes no figure.
        if (reader.TryGet("enable_http2", out DocumentNode? http2)) http2.ReadBool();
        if (reader.TryGet("oauth2", out DocumentNode? oauth)) options = options with { Oauth = ReadOauth(oauth) };
        if (reader.TryGet("tls_config", out DocumentNode? tls)) options = options with { Tls = ReadTls(tls) };
        if (reader.TryGet("http_headers", out DocumentNode? headers)) options = options with { Headers = ReadHeaders(headers) };
        RefuseOthers(reader, NotSupported, "remove the key");

        int identities = (options.Username is null ? 0 : 1) + (options.Credentials is null ? 0 : 1) + (oauth is null ? 0 : 1);
        if (identities > 1) reader.Node.Report("expected one of basic_auth, authorization, bearer_token and oauth2, found several");

        return options;
    }

    /// <summary>An absolute http or https address; anything else is reported.</summary>
    public static Uri? ReadUrl(DocumentNode node)
    {
        if (Uri.TryCreate(node.ReadText(), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.Host.Length > 0)
        {
            return url;
        }

        node.Report($"expected an address such as http://example.com:9090, found {node.Describe()}");
        return null;
    }

    private static HttpOptions ReadProxy(MappingReader reader, HttpOptions options)
    {
        if (reader.TryGet("proxy_url", out DocumentNode? proxy)) options = options with { ProxyUrl = ReadProxy(proxy) };
        if (reader.TryGet("no_proxy", out DocumentNode? without))
        {
            options = options with { NoProxy = without.ReadText().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };
            if (options.NoProxy.Count > 0 && options.ProxyUrl is null) without.Report("expected no_proxy beside proxy_url, found it alone");
        }

        if (reader.TryGet("proxy_from_environment", out DocumentNode? environment) && environment.ReadBool())
        {
            options = options with { UsesEnvironmentProxy = true };
            if (options.ProxyUrl is not null) environment.Report("expected proxy_url or proxy_from_environment, found both");
        }

        return options;
    }

    private OauthOptions? ReadOauth(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string id = reader.TryRequire("client_id", "the name of the client", out DocumentNode? idNode) ? idNode.ReadText() : "";
        Credential? secret = ReadCredential(reader, "client_secret");
        if (secret is null) node.Report("expected client_secret or client_secret_file, found none");
        Uri? url = reader.TryRequire("token_url", "where tokens are given", out DocumentNode? urlNode) ? ReadUrl(urlNode) : null;
        IReadOnlyList<string> scopes = reader.TryGet("scopes", out DocumentNode? list) ? list.ReadTextList() : [];
        List<KeyValuePair<string, string>> more = reader.TryGet("endpoint_params", out DocumentNode? map) ? [.. map.ReadTextMap()] : [];
        HttpOptions http = ReadProxy(reader, HttpOptions.Default);
        if (reader.TryGet("tls_config", out DocumentNode? tls)) http = http with { Tls = ReadTls(tls) };
        RefuseOthers(reader, NotSupported, "remove the key");
        reader.Finish();
        return url is null || secret is null ? null : new OauthOptions(id, secret, url, scopes, more, http);
    }

    /// <summary>A proxy may be named by its host alone, as in <c>proxy:3128</c>.</summary>
    private static Uri? ReadProxy(DocumentNode node)
    {
        string text = node.ReadText();
        if (!text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate("http://" + text, UriKind.Absolute, out Uri? plain))
        {
            return plain;
        }

        return ReadUrl(node);
    }

    private HttpOptions ReadBasic(MappingReader reader, HttpOptions options)
    {
        if (!reader.TryGet("basic_auth", out DocumentNode? node)) return options;
        MappingReader basic = node.ReadMapping();
        string? name = basic.TryRequire("username", "the name", out DocumentNode? username) ? username.ReadText() : null;
        Credential? password = ReadCredential(basic, "password");
        basic.Finish();
        return options with { Username = name, Password = password };
    }

    private HttpOptions ReadAuthorization(MappingReader reader, HttpOptions options)
    {
        Credential? bearer = ReadCredential(reader, "bearer_token");
        if (bearer is not null) options = options with { Credentials = bearer };
        if (!reader.TryGet("authorization", out DocumentNode? node)) return options;
        if (bearer is not null) node.Report("expected authorization or bearer_token, found both");
        MappingReader authorization = node.ReadMapping();
        string type = authorization.TryGet("type", out DocumentNode? typeNode) ? typeNode.ReadText().Trim() : options.AuthorizationType;
        if (string.Equals(type, "basic", StringComparison.OrdinalIgnoreCase))
        {
            typeNode!.Report("expected a type other than basic, which has a key of its own: basic_auth");
        }

        Credential? credentials = ReadCredential(authorization, "credentials");
        authorization.Finish();
        return options with { AuthorizationType = type, Credentials = credentials };
    }

    /// <summary>Under the key as text, or under the key with <c>_file</c> as a path; both at once is a mistake.</summary>
    private Credential? ReadCredential(MappingReader reader, string key)
    {
        bool text = reader.TryGet(key, out DocumentNode? node);
        bool file = reader.TryGet(key + "_file", out DocumentNode? fileNode);
        if (text && file) fileNode!.Report($"expected {key} or {key}_file, found both");
        if (file) return Credential.FromFile(Resolve(fileNode!));
        return text ? Credential.FromText(_readSecret(node!)) : null;
    }

    /// <summary>A <c>tls_config</c>.</summary>
    public TlsOptions ReadTls(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        TlsOptions tls = new()
        {
            AuthorityFile = reader.TryGet("ca_file", out DocumentNode? authority) ? Resolve(authority) : null,
            CertificateFile = reader.TryGet("cert_file", out DocumentNode? certificate) ? Resolve(certificate) : null,
            KeyFile = reader.TryGet("key_file", out DocumentNode? key) ? Resolve(key) : null,
            ServerName = reader.TryGet("server_name", out DocumentNode? name) ? name.ReadText() : null,
            AuthorityText = reader.TryGet("ca", out DocumentNode? authorityText) ? authorityText.ReadText() : null,
            CertificateText = reader.TryGet("cert", out DocumentNode? certificateText) ? certificateText.ReadText() : null,
            KeyText = reader.TryGet("key", out DocumentNode? keyText) ? Credential.FromText(_readSecret(keyText)) : null,
            AcceptsAnyCertificate = reader.TryGet("insecure_skip_verify", out DocumentNode? skip) && skip.ReadBool(),
            LeastVersion = ReadVersion(reader, "min_version"),
            GreatestVersion = ReadVersion(reader, "max_version"),
        };
        CheckTls(node, tls);
        RefuseOthers(reader, TlsNotSupported, "use files (ca_file, cert_file, key_file) or texts (ca, cert, key)");
        reader.Finish();
        return tls;
    }

    private static TlsVersion? ReadVersion(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? (TlsVersion)Array.IndexOf(TlsVersions, node.ReadWord(TlsVersions, TlsVersions[^1])) : null;

    private static void CheckTls(DocumentNode node, TlsOptions tls)
    {
        bool hasCertificate = tls.CertificateFile is not null || tls.CertificateText is not null;
        bool hasKey = tls.KeyFile is not null || tls.KeyText is not null;
        if (hasCertificate != hasKey) node.Report("expected cert_file and key_file (or cert and key) together, found one of them");
        if (tls.AuthorityFile is not null && tls.AuthorityText is not null) node.Report("expected ca or ca_file, found both");
        if (tls.CertificateFile is not null && tls.CertificateText is not null) node.Report("expected cert or cert_file, found both");
        if (tls.KeyFile is not null && tls.KeyText is not null) node.Report("expected key or key_file, found both");
        if (tls.LeastVersion > tls.GreatestVersion) node.Report("expected min_version not to be above max_version");
    }

    private List<KeyValuePair<string, Credential>> ReadHeaders(DocumentNode node)
    {
        List<KeyValuePair<string, Credential>> headers = [];
        foreach ((string name, DocumentNode member) in node.ReadMapping().Members)
        {
            MappingReader reader = member.ReadMapping();
            foreach (string key in (string[])["values", "secrets"])
            {
                if (!reader.TryGet(key, out DocumentNode? list)) continue;
                headers.AddRange(list.ReadTextList().Select(value => KeyValuePair.Create(name, Credential.FromText(value))));
            }

            if (reader.TryGet("files", out DocumentNode? files))
            {
                headers.AddRange(files.ReadSequence().Select(file => KeyValuePair.Create(name, Credential.FromFile(Resolve(file)))));
            }

            reader.Finish();
        }

        return headers;
    }

    /// <summary>Only keys that are written are asked for: those that are not should not be offered as known ones.</summary>
    private static void RefuseOthers(MappingReader reader, string[] keys, string advice)
    {
        foreach (string key in keys)
        {
            bool written = reader.Members.Any(m => m.Key == key);
            if (written && reader.TryGet(key, out DocumentNode? node)) node.Report($"\"{key}\" is not supported: {advice}");
        }
    }

    private string Resolve(DocumentNode node) => Path.GetFullPath(node.ReadText(), Path.GetFullPath(folder));
}
