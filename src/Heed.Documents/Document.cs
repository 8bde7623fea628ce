using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Documents;

/// <summary>A YAML file that was read with the place of every node.</summary>
public sealed class Document
{
    private Document(string file, string text, Diagnostics diagnostics)
    {
        File = file;
        Text = text;
        Diagnostics = diagnostics;
    }

    /// <summary>As the user wrote it.</summary>
    public string File { get; }

    public string Text { get; }

    public Diagnostics Diagnostics { get; }

    /// <summary>A key that nobody asks for is no mistake.</summary>
    public bool IgnoresUnknownKeys { get; private init; }

    /// <summary>Never null: an empty file has a root of kind <see cref="NodeKind.Null"/>.</summary>
    public DocumentNode Root { get; private set; } = null!;

    /// <summary>
    /// Reads one YAML document. Broken YAML, a key that stands twice, and a second document are reported; what could be read is
    /// still returned.
    /// </summary>
    public static Document Parse(string file, string text, Diagnostics diagnostics, bool ignoreUnknownKeys = false)
    {
        Document document = new(file, text, diagnostics) { IgnoresUnknownKeys = ignoreUnknownKeys };
        YamlNode root = new YamlScalarNode((string?)null) { Style = ScalarStyle.Plain };
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 0) root = stream.Documents[0].RootNode;
            if (stream.Documents.Count > 1)
            {
                Mark second = stream.Documents[1].RootNode.Start;
                diagnostics.Add(
                    new Diagnostic(file, (int)second.Line, (int)second.Column, "", "expected one document, found a second one"));
            }
        }
        catch (YamlException error)
        {
            DocumentPosition place = Within(text, (int)error.Start.Line, (int)error.Start.Column);
            diagnostics.Add(new Diagnostic(file, place.Line, place.Column, "", $"not YAML: {Innermost(error)}"));
        }

        document.Root = new DocumentNode(document, root, "");
        return document;
    }

    /// <summary>The reader counts one line more than there is when the text ends too early; an editor could not go there.</summary>
    private static DocumentPosition Within(string text, int line, int column)
    {
        int last = text.AsSpan().Count('\n') + 1;
        return line <= last ? new DocumentPosition(line, column) : new DocumentPosition(last, text.Length - text.LastIndexOf('\n'));
    }

    private static string Innermost(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.');
}
