using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Documents;

/// <summary>A YAML node with its place. Reading it wrongly is reported to the document's diagnostics, not thrown.</summary>
public sealed class DocumentNode
{
    /// <summary>A mapping may merge itself through its own alias; this ends it.</summary>
    private const int DeepestMerge = 8;

    private readonly YamlNode _yaml;
    private readonly Document _document;

    internal DocumentNode(Document document, YamlNode yaml, string path)
    {
        _document = document;
        _yaml = yaml;
        Path = path;
    }

    /// <summary>As <c>models[0].slo.accuracy</c>.</summary>
    public string Path { get; }

    /// <summary>Counted from one.</summary>
    public int Line => (int)_yaml.Start.Line;

    /// <summary>Counted from one.</summary>
    public int Column => (int)_yaml.Start.Column;

    public NodeKind Kind => _yaml switch
    {
        YamlMappingNode => NodeKind.Mapping,
        YamlSequenceNode => NodeKind.Sequence,
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" or "Null" or "NULL" } =>
            NodeKind.Null,
        _ => NodeKind.Scalar,
    };

    public Document Document => _document;

    /// <summary>The key of this node where it is a member of a mapping: the place to report an unknown key at.</summary>
    internal DocumentNode? Key { get; private init; }

    /// <summary>The text of a scalar as written, without quotes; null for any other kind.</summary>
    public string? Text => Kind == NodeKind.Scalar ? ((YamlScalarNode)_yaml).Value : null;

    /// <summary>Whether a scalar stands in quotes or in a block: then <c>true</c> and <c>1</c> are texts.</summary>
    public bool IsQuoted => _yaml is YamlScalarNode { Style: not (ScalarStyle.Plain or ScalarStyle.Any) };

    /// <summary>Reports a mistake at this node.</summary>
    public void Report(string message, string? suggestion = null) =>
        _document.Diagnostics.Add(new Diagnostic(_document.File, Line, Column, Path, message, suggestion));

    /// <summary>
    /// Where a character of a scalar's <see cref="Text"/> stands in the file, through quotes, escapes and folded lines. An
    /// offset of the text's length is the place behind it; of any other node the place is the node's.
    /// </summary>
    public DocumentPosition Locate(int offsetInText) => Text is null
        ? new DocumentPosition(Line, Column)
        : ScalarLocator.Locate(_document.Text, (YamlScalarNode)_yaml, offsetInText);

    /// <summary>Reports a mistake at a character of a scalar's <see cref="Text"/>.</summary>
    public void ReportAt(int offsetInText, string message, string? suggestion = null)
    {
        DocumentPosition place = Locate(offsetInText);
        _document.Diagnostics.Add(new Diagnostic(_document.File, place.Line, place.Column, Path, message, suggestion));
    }

    /// <summary>The members of a mapping, in the file's order; anything else but null is reported and has none.</summary>
    public MappingReader ReadMapping()
    {
        if (_yaml is YamlMappingNode mapping) return new MappingReader(this, Members(mapping));
        if (Kind != NodeKind.Null) Report($"expected a mapping (key: value), found {Describe()}");
        return new MappingReader(this, []);
    }

    /// <summary>The items of a sequence; anything else but null is reported and has none.</summary>
    public IReadOnlyList<DocumentNode> ReadSequence()
    {
        if (_yaml is YamlSequenceNode sequence)
        {
            return [.. sequence.Children.Select((child, i) => new DocumentNode(_document, child, $"{Path}[{i}]"))];
        }

        if (Kind != NodeKind.Null) Report($"expected a list, found {Describe()}");
        return [];
    }

    /// <summary>What a person would call the node: <c>a list</c>, <c>the text "x"</c>.</summary>
    public string Describe() => Kind switch
    {
        NodeKind.Mapping => "a mapping",
        NodeKind.Sequence => "a list",
        NodeKind.Null => "nothing",
        _ => $"\"{(Text!.Length > 60 ? Text[..57] + "..." : Text)}\"",
    };

    /// <summary>The written members and behind them those of merged mappings (<c>&lt;&lt;: *base</c>); a written key wins.</summary>
    private List<KeyValuePair<string, DocumentNode>> Members(YamlMappingNode mapping, int depth = 0)
    {
        List<KeyValuePair<string, DocumentNode>> members = [];
        List<YamlMappingNode> merged = [];
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            string path = Path.Length == 0 ? name : $"{Path}.{name}";
            DocumentNode keyNode = new(_document, key, path);
            if (key is not YamlScalarNode scalar) keyNode.Report("expected a key, found a list or mapping");
            else if (name == "<<" && scalar.Style == ScalarStyle.Plain) AddMerged(merged, keyNode, value, depth);
            else members.Add(new(name, new DocumentNode(_document, value, path) { Key = keyNode }));
        }

        foreach (YamlMappingNode source in merged)
        {
            foreach (KeyValuePair<string, DocumentNode> member in Members(source, depth + 1))
            {
                if (!members.Exists(m => m.Key == member.Key)) members.Add(member);
            }
        }

        return members;
    }

    private static void AddMerged(List<YamlMappingNode> merged, DocumentNode key, YamlNode value, int depth)
    {
        if (depth == DeepestMerge)
        {
            key.Report($"expected at most {DeepestMerge} merged mappings in each other");
            return;
        }

        IEnumerable<YamlNode> sources = value is YamlSequenceNode sequence ? sequence.Children : [value];
        foreach (YamlNode source in sources)
        {
            if (source is YamlMappingNode mapping) merged.Add(mapping);
            else key.Report("expected a mapping to merge, or a list of them");
        }
    }
}
