using Heed.Documents;
using Heed.Rules.Templates;
using Heed.Templates;

namespace Heed.Rules.Files;

/// <summary>Reads every template of a mapping once, so that a broken one is reported when the file is loaded.</summary>
internal static class TemplateCheck
{
    public static void Report(DocumentNode mapping)
    {
        foreach ((_, DocumentNode node) in mapping.ReadMapping().Members)
        {
            string text = node.Text ?? "";
            if (AlertTemplates.TryCheck(text, out TemplateError? error)) continue;
            (int line, int column) = ScalarPlace.Locate(node, Offset(text, error.Line, error.Column));
            Document document = node.Document;
            document.Diagnostics.Add(new Diagnostic(document.File, line, column, node.Path, $"not a template: {error.Message}"));
        }
    }

    private static int Offset(string text, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line; i++) at = text.IndexOf('\n', at) + 1;
        return Math.Min(at + column - 1, text.Length);
    }
}
