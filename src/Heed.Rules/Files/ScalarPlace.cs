using Heed.Documents;

namespace Heed.Rules.Files;

/// <summary>Finds in the file the character that stands at an offset of a scalar's value.</summary>
/// <remarks>
/// Every YAML style keeps the order of the characters that are not white space and changes only what is between them: line folds,
/// indentation, chomping. So the value and its source are walked side by side over those characters, minding escapes.
/// </remarks>
internal static class ScalarPlace
{
    /// <summary>Line and column, both counted from one. White space and the end give the place behind what stands before.</summary>
    public static (int Line, int Column) Locate(DocumentNode scalar, int offset)
    {
        string source = scalar.Document.Text;
        string value = scalar.Text ?? "";
        int at = FirstCharacter(source, scalar, out char style);
        int end = Math.Min(offset, value.Length);
        for (int i = 0; i <= end; i++)
        {
            if (i == value.Length || char.IsWhiteSpace(value[i])) continue;
            at = SkipWhiteSpace(source, at, style);
            if (i == end || at >= source.Length) break;
            at += SourceLength(source, at, style);
        }

        return Place(source, Math.Min(at, source.Length));
    }

    private static int FirstCharacter(string source, DocumentNode scalar, out char style)
    {
        int at = Offset(source, scalar.Line, scalar.Column);
        while (at < source.Length && source[at] is '&' or '!')
        {
            while (at < source.Length && !char.IsWhiteSpace(source[at])) at++;
            while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
        }

        style = at < source.Length && scalar.IsQuoted ? source[at] : ' ';
        if (style is '|' or '>')
        {
            int lineEnd = source.IndexOf('\n', at);
            return lineEnd < 0 ? source.Length : lineEnd + 1;
        }

        return style is '"' or '\'' ? at + 1 : at;
    }

    private static int SkipWhiteSpace(string source, int at, char style)
    {
        while (at < source.Length)
        {
            bool escape = style == '"' && source[at] == '\\' && at + 1 < source.Length;
            if (escape && source[at + 1] is 'n' or 't' or 'r' or 'f' or 'v' or ' ' or '\t' or '\n' or '\r') at += 2;
            else if (char.IsWhiteSpace(source[at])) at++;
            else break;
        }

        return at;
    }

    private static int SourceLength(string source, int at, char style)
    {
        if (style == '\'' && source[at] == '\'') return 2;
        if (style != '"' || source[at] != '\\' || at + 1 == source.Length) return 1;
        return source[at + 1] switch
        {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            _ => 2,
        };
    }

    private static int Offset(string source, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
        {
            int lineEnd = source.IndexOf('\n', at);
            if (lineEnd < 0) return source.Length;
            at = lineEnd + 1;
        }

        return Math.Min(at + column - 1, source.Length);
    }

    private static (int Line, int Column) Place(string source, int at)
    {
        ReadOnlySpan<char> before = source.AsSpan(0, at);
        int lineStart = before.LastIndexOf('\n') + 1;
        return (before.Count('\n') + 1, at - lineStart + 1);
    }
}
