namespace Heed.Model.Parsing;

/// <summary>What is wrong with a text, and where.</summary>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Start">The offset of the first offending character.</param>
/// <param name="End">The offset behind the last one.</param>
/// <param name="Suggestion">What to write instead, where something is near; else null.</param>
public sealed record ParseError(string Message, int Start, int End, string? Suggestion = null)
{
    /// <summary>Line and column of <see cref="Start"/> in the text, both counted from one.</summary>
    public (int Line, int Column) Locate(string text)
    {
        int line = 1;
        int column = 1;
        int end = Math.Min(Start, text.Length);
        for (int i = 0; i < end; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }

        return (line, column);
    }

    public override string ToString() => Suggestion is null ? Message : $"{Message}; did you mean \"{Suggestion}\"?";
}
