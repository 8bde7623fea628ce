using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers;

/// <summary>Keys that several kinds of receivers have.</summary>
internal static class ReadingIntegrations
{
    public static bool ReadSendResolved(this MappingReader reader, bool fallback) =>
        reader.TryGet("send_resolved", out DocumentNode? node) ? node.ReadBool(fallback) : fallback;

    public static HttpOptions ReadHttp(this MappingReader reader, HttpOptions fallback, ReadingContext context) =>
        reader.TryGet("http_config", out DocumentNode? node) ? node.ReadHttpOptions(context) : fallback;

    public static TimeSpan? ReadTimeout(this MappingReader reader)
    {
        if (!reader.TryGet("timeout", out DocumentNode? node)) return null;
        TimeSpan timeout = node.ReadDuration(TimeSpan.Zero);
        return timeout == TimeSpan.Zero ? null : timeout;
    }

    public static string ReadTemplate(this MappingReader reader, string key, string fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadText() : fallback;

    /// <summary>
    /// An address that may be a secret, as text or in a file. Where it stands in the text, it has to be an http or https address.
    /// </summary>
    public static Credential? ReadSecretUrl(this MappingReader reader, string key, ReadingContext context)
    {
        Credential? secret = reader.ReadSecret(key, context);
        if (secret is null || !reader.TryGet(key, out DocumentNode? node) || node.ReadText().Length == 0) return secret;
        if (!secret.TryReveal(out string url, out _) || IsAddress(url)) return secret;
        node.Report("expected an address such as https://example.com/hook, found something else (not shown: it may be secret)");
        return secret;
    }

    /// <summary>Keys of Alertmanager that do nothing here yet: refused rather than ignored.</summary>
    public static void RefuseKeys(this MappingReader reader, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (reader.TryGet(key, out DocumentNode? node)) node.Report($"\"{key}\" is not supported yet: remove the key");
        }
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https";
}
