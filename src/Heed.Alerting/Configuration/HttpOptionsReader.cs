using Heed.Documents;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>http_config</c>. What Alertmanager has and Heed does not is refused with a sentence, never ignored.</summary>
public static class HttpOptionsReader
{
    private static readonly string[] NotSupported =
        ["oauth2", "no_proxy", "proxy_from_environment", "proxy_connect_header", "http_headers"];

    public static HttpOptions Read(DocumentNode node, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        HttpOptions options = ReadAuthorization(reader, ReadBasic(reader, HttpOptions.Default, context), context);
        if (reader.TryGet("follow_redirects", out DocumentNode? redirects))
        {
            options = options with { FollowRedirects = redirects.ReadBool(true) };
        }

        if (reader.TryGet("proxy_url", out DocumentNode? proxy)) options = options with { ProxyUrl = ReadUrl(proxy) };
        if (reader.TryGet("enable_http2", out DocumentNode? http2)) http2.ReadBool();
        if (reader.TryGet("tls_config", out DocumentNode? tls)) options = options with { InsecureSkipVerify = ReadTls(tls) };
        foreach (string key in NotSupported)
        {
            if (reader.TryGet(key, out DocumentNode? missing)) missing.Report($"\"{key}\" is not supported yet: remove the key");
        }

        reader.Finish();
        if (options.Username.Length > 0 && options.Credentials is not null)
        {
            node.Report("expected one of basic_auth, authorization and bearer_token, found several");
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

        node.Report($"expected an address such as https://example.com/hook, found {node.Describe()}");
        return null;
    }

    private static HttpOptions ReadBasic(MappingReader reader, HttpOptions options, ReadingContext context)
    {
        if (!reader.TryGet("basic_auth", out DocumentNode? node)) return options;
        MappingReader basic = node.ReadMapping();
        string name = basic.TryGet("username", out DocumentNode? username) ? username.ReadText() : "";
        Secret? password = basic.ReadSecret("password", context);
        if (basic.TryGet("username_file", out DocumentNode? file))
        {
            file.Report("\"username_file\" is not supported yet: write the name as \"username\"");
        }

        basic.Finish();
        return options with { Username = name, Password = password };
    }

    private static HttpOptions ReadAuthorization(MappingReader reader, HttpOptions options, ReadingContext context)
    {
        Secret? bearer = reader.ReadSecret("bearer_token", context);
        if (bearer is not null) options = options with { Credentials = bearer };
        if (!reader.TryGet("authorization", out DocumentNode? node)) return options;
        if (bearer is not null) node.Report("expected authorization or bearer_token, found both");
        MappingReader authorization = node.ReadMapping();
        string type = authorization.TryGet("type", out DocumentNode? typeNode) ? typeNode.ReadText() : options.AuthorizationType;
        if (string.Equals(type, "basic", StringComparison.OrdinalIgnoreCase))
        {
            typeNode!.Report("expected a type other than basic, which has a key of its own: basic_auth");
        }

        Secret? credentials = authorization.ReadSecret("credentials", context);
        authorization.Finish();
        return options with { AuthorizationType = type, Credentials = credentials };
    }

    private static bool ReadTls(DocumentNode node)
    {
        MappingReader tls = node.ReadMapping();
        bool skip = tls.TryGet("insecure_skip_verify", out DocumentNode? skipNode) && skipNode.ReadBool();
        ReadOnlySpan<string> unsupported =
            ["ca", "ca_file", "cert", "cert_file", "key", "key_file", "server_name", "min_version", "max_version"];
        foreach (string key in unsupported)
        {
            if (tls.TryGet(key, out DocumentNode? missing))
            {
                missing.Report($"\"{key}\" is not supported yet: remove the key, or install the authority in the system's store");
            }
        }

        tls.Finish();
        return skip;
    }
}
