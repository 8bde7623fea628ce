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

    /// <summary>An address that is no secret.</summary>
    public static Uri ReadUrl(this MappingReader reader, string key, Uri fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? HttpOptionsReader.ReadUrl(node) ?? fallback : fallback;

    public static string ReadTemplate(this MappingReader reader, string key, string fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadText() : fallback;

    /// <summary>The texts of a message by their keys, each with the default where the file has none.</summary>
    public static Dictionary<string, string> ReadTexts(this MappingReader reader, IReadOnlyList<KeyValuePair<string, string>> defaults) =>
        defaults.ToDictionary(t => t.Key, t => reader.ReadTemplate(t.Key, t.Value));

    /// <summary>A secret that has to be there, here or under <c>global</c>; the sentence names the keys.</summary>
    public static Credential? RequireSecret(
        this DocumentNode node, Credential? own, Credential? global, string key, string? globalKey = null)
    {
        if (own is not null || global is not null) return own ?? global;
        string place = globalKey is null ? "" : $" here, or {globalKey} or {globalKey}_file under global";
        node.Report($"expected {key} or {key}_file{place}; found none");
        return null;
    }

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

    /// <summary>Keys of Alertmanager that do nothing here: refused rather than ignored.</summary>
    /// <param name="reader">Of the entry.</param>
    /// <param name="instead">What there is in their place, as a sentence.</param>
    /// <param name="keys">Those that are refused.</param>
    public static void RefuseKeys(this MappingReader reader, string instead, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            // Only what is written is asked for: a key that is refused should not be offered where another one is unknown.
            bool isWritten = reader.Members.Any(m => m.Key == key);
            if (!isWritten || !reader.TryGet(key, out DocumentNode? node)) continue;
            node.Report($"\"{key}\" is not supported: {instead} (docs/alerting.md, What differs from Alertmanager)");
        }
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https";
}
