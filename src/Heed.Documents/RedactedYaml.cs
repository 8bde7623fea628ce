using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Documents;

/// <summary>Writes a YAML document again with some of its texts replaced, for showing it to people. Comments are left out.</summary>
public static class RedactedYaml
{
    public const string Shown = "<secret>";

    /// <summary>Deeper than this nothing is shown at all.</summary>
    private const int Deepest = 32;

    /// <param name="text">The document; empty for one that is not YAML, which is shown as nothing.</param>
    /// <param name="isSecret">Asked with the keys from the root down to each scalar; items of lists add no key.</param>
    public static string Write(string text, Func<IReadOnlyList<string>, bool> isSecret)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            return "";
        }

        if (stream.Documents.Count == 0) return "";
        YamlNode root = Redact(stream.Documents[0].RootNode, [], isSecret);
        using StringWriter writer = new();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        string written = writer.ToString();
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    private static YamlNode Redact(YamlNode node, List<string> path, Func<IReadOnlyList<string>, bool> isSecret)
    {
        if (path.Count > Deepest) return new YamlScalarNode(Shown);
        switch (node)
        {
            case YamlMappingNode mapping:
                YamlMappingNode redacted = new();
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    path.Add((key as YamlScalarNode)?.Value ?? "");
                    redacted.Add(new YamlScalarNode(path[^1]), Redact(value, path, isSecret));
                    path.RemoveAt(path.Count - 1);
                }

                return redacted;
            case YamlSequenceNode sequence:
                return new YamlSequenceNode(sequence.Children.Select(child => Redact(child, path, isSecret)));
            case YamlScalarNode { Value.Length: > 0 } scalar when isSecret(path):
                return new YamlScalarNode(Shown) { Style = ScalarStyle.Plain };
            case YamlScalarNode scalar:
                return new YamlScalarNode(scalar.Value) { Style = scalar.Style };
            default:
                return node;
        }
    }
}
