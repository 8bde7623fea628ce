using System.Globalization;

using Heed.Model.Time;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports;

/// <summary>Nodes of YAML that every reader takes alike: a text is in quotes unless it is a word, long ones stand in blocks.</summary>
internal static class Yaml
{
    private static readonly HashSet<string> Reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>Null members are left out.</summary>
    public static YamlMappingNode Map(params ReadOnlySpan<(string Key, YamlNode? Value)> members)
    {
        YamlMappingNode map = new();
        foreach ((string key, YamlNode? value) in members)
        {
            if (value is not null) map.Add(Text(key), value);
        }

        return map;
    }

    public static YamlSequenceNode List(IEnumerable<YamlNode> items) => new(items);

    public static YamlSequenceNode List(params YamlNode[] items) => new(items);

    public static YamlSequenceNode Texts(params IEnumerable<string> items) => new(items.Select(Text));

    /// <summary>In one line, between brackets.</summary>
    public static YamlSequenceNode Row(params IEnumerable<string> items) => new(items.Select(Text)) { Style = SequenceStyle.Flow };

    public static YamlScalarNode Text(string text)
    {
        ScalarStyle style = IsWord(text) ? ScalarStyle.Plain : IsBlock(text) ? ScalarStyle.Literal
            : text.Length > 0 && text.All(c => c is >= ' ' and <= '~') ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
        return new YamlScalarNode(text) { Style = style };
    }

    public static YamlScalarNode Duration(TimeSpan duration) => new(PrometheusDuration.Format(duration)) { Style = ScalarStyle.Plain };

    public static YamlScalarNode Number(double value) => new(value.ToString(CultureInfo.InvariantCulture)) { Style = ScalarStyle.Plain };

    public static YamlScalarNode Flag(bool value) => new(value ? "true" : "false") { Style = ScalarStyle.Plain };

    /// <summary>The document, with a comment of whole lines in front of it.</summary>
    public static string Write(YamlNode root, string comment = "")
    {
        using StringWriter writer = new() { NewLine = "\n" };
        foreach (string line in comment.Split('\n', StringSplitOptions.RemoveEmptyEntries)) writer.WriteLine("# " + line.TrimEnd());
        Emitter emitter = new(writer, new EmitterSettings(2, int.MaxValue, false, 1024, skipAnchorName: true, indentSequences: true, newLine: "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    /// <summary>Several documents of one file.</summary>
    public static string WriteAll(IEnumerable<YamlNode> roots, string comment = "") =>
        string.Join("---\n", roots.Select((root, i) => Write(root, i == 0 ? comment : "")));

    private static void Emit(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Children.Count == 0 ? MappingStyle.Flow : mapping.Style));
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    Emit(emitter, key);
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case YamlSequenceNode sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sequence.Children.Count == 0 ? SequenceStyle.Flow : sequence.Style));
                foreach (YamlNode child in sequence.Children) Emit(emitter, child);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalarNode scalar:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Value ?? "", scalar.Style, isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    /// <summary>What no reader takes for a number, a truth value, a time or syntax.</summary>
    private static bool IsWord(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] is '_' or '/')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.' or ':')
        && text[^1] != ':'
        && !Reserved.Contains(text.ToLowerInvariant());

    /// <summary>Lines that a literal block gives back as they are.</summary>
    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && !char.IsWhiteSpace(text[0])
        && text.All(c => c is '\n' or (>= ' ' and <= '~')) && text.Split('\n').All(line => line.Length == 0 || line[^1] != ' ');
}
