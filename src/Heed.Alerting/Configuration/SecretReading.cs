using System.Text;

using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.Configuration;

/// <summary>Reads secrets: as text, as text with references to the environment (<c>${NAME}</c>), or as the path of a file.</summary>
public static class SecretReading
{
    /// <summary>
    /// The secret under <paramref name="key"/> or, as a file, under <paramref name="key"/> with <c>_file</c>; both at once is a
    /// mistake. Null for neither, and for an empty text.
    /// </summary>
    public static Credential? ReadSecret(this MappingReader reader, string key, ReadingContext context)
    {
        string fileKey = key + "_file";
        bool text = reader.TryGet(key, out DocumentNode? node);
        bool file = reader.TryGet(fileKey, out DocumentNode? fileNode);
        text = text && node!.ReadText().Length > 0;
        file = file && fileNode!.ReadText().Length > 0;
        if (text && file) fileNode!.Report($"expected {key} or {fileKey}, found both");
        if (file) return Credential.FromFile(context.Resolve(fileNode!.ReadText()));
        return text ? Credential.FromText(Expand(node!, context)) : null;
    }

    /// <summary>A secret that has no file form.</summary>
    public static Credential? ReadPlainSecret(this DocumentNode node, ReadingContext context) =>
        node.ReadText().Length > 0 ? Credential.FromText(Expand(node, context)) : null;

    /// <summary>An <c>http_config</c>, whose secrets may refer to the environment, too.</summary>
    public static HttpOptions ReadHttpOptions(this DocumentNode node, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        HttpOptions options = new HttpOptionsReader(context.Folder, secret => Expand(secret, context)).Read(reader);
        reader.Finish();
        return options;
    }

    private static string Expand(DocumentNode node, ReadingContext context)
    {
        string text = node.ReadText();
        StringBuilder expanded = new();
        int at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is int open and >= 0)
        {
            int close = text.IndexOf('}', open);
            if (close < 0) break;
            string name = text[(open + 2)..close];
            string? value = context.Environment(name);
            if (value is null) node.Report($"expected the environment variable {name} to be set, found that it is not");
            expanded.Append(text, at, open - at).Append(value);
            at = close + 1;
        }

        return expanded.Append(text, at, text.Length - at).ToString();
    }
}
