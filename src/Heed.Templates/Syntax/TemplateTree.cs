namespace Heed.Templates.Syntax;

/// <summary>One named template after parsing.</summary>
internal sealed record TemplateTree(string Name, TemplateSource Source, IReadOnlyList<Node> Body)
{
    /// <summary>Whether it writes nothing but white space: such a definition never replaces another.</summary>
    public bool IsBlank { get; } = Body.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));
}
