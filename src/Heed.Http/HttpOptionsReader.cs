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
    private static readonly string[] NotSupported = ["oauth2", "no_proxy", "proxy_from_environment", "proxy_connect_header"];

    private static readonly string[] TlsNotSupported =
        ["ca", "cert", "key", "ca_ref", "cert_ref", "key_ref", "min_version", "max_version"];

    private readonly Func<DocumentNode, string> _readSecret = readSecret ?? (node => node.ReadText());

    /// <summary>Reads the keys out of a mapping whose other keys the caller reads, and who finishes it.</summary>
    public HttpOptions Read(MappingReader reader)
    {
        HttpOptions options = ReadAuthorization(reader, ReadBasic(reader, HttpOptions.Default));
        if (reader.TryGet("follow_redirects", out DocumentNode? redirects))
        {
            options = options with { FollowsRedirects = redirects.ReadBool(true) };
        }

        // HTTP/1.1 is what is spoken; the key is taken either way because it changes no figure.
        if (reader.TryGet("enable_http2", out DocumentNode? http2)) http2.ReadBool();
        if (reader.TryGet("proxy_url", out DocumentNode? proxy)) options = options with { ProxyUrl = ReadProxy(proxy) };
        if (reader.TryGet("tls_config", out DocumentNode? tls)) options = options with { Tls = ReadTls(tls) };
        if (reader.TryGet("http_headers", out DocumentNode? headers)) options = options with { Headers = ReadHeaders(headers) };
        RefuseOthers(reader, NotSupported, "remove the key");

        if (options.Username is not null && options.Credentials is not null)
        {
            reader.Node.Report("expected one of basic_auth, authorization and bearer_token, found several");
        }

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
            AcceptsAnyCertificate = reader.TryGet("insecure_skip_verify", out DocumentNode? skip) && skip.ReadBool(),
        };
        if (tls.CertificateFile is null != tls.KeyFile is null) node.Report("expected cert_file and key_file together, found one of them");
        RefuseOthers(reader, TlsNotSupported, "use files (ca_file, cert_file, key_file) and the system's versions");
        reader.Finish();
        return tls;
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
