namespace Heed.Templates.Syntax;

/// <summary>A text that templates are read from.</summary>
internal sealed record TemplateSource(string Name, string Text)
{
    private const int MaxExcerpt = 40;

    public TemplateError Error(string message, int position)
    {
        ReadOnlySpan<char> before = Text.AsSpan(0, Math.Clamp(position, 0, Text.Length));
        int line = 1 + before.Count('\n');
        return new TemplateError(Name, message, line, before.Length - before.LastIndexOf('\n'));
    }

    /// <summary>What stands there, cut to a length that fits a message.</summary>
    public string Excerpt(int start, int end)
    {
        string text = Text[start..Math.Clamp(end, start, Text.Length)].Trim();
        return text.Length > MaxExcerpt ? text[..MaxExcerpt] + "..." : text;
    }
}
