namespace Heed.Documents;

/// <summary>One thing that is wrong in a file: what was expected, what was found, where, and what was probably meant.</summary>
/// <param name="File">As the user wrote it.</param>
/// <param name="Line">Counted from one; zero where the file as a whole is meant.</param>
/// <param name="Column">Counted from one.</param>
/// <param name="Path">The key, as <c>models[0].slo.accuracy</c>; may be empty.</param>
/// <param name="Message">A sentence without a full stop.</param>
/// <param name="Suggestion">The nearest valid spelling; null where none is near.</param>
public sealed record Diagnostic(string File, int Line, int Column, string Path, string Message, string? Suggestion = null)
{
    /// <summary><c>file:line:column: path: message (did you mean "x"?)</c></summary>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ";
        string path = Path.Length > 0 ? Path + ": " : "";
        string hint = Suggestion is null ? "" : $" (did you mean \"{Suggestion}\"?)";
        return place + path + Message + hint;
    }
}
