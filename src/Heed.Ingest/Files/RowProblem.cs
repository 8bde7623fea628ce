using System.Globalization;

namespace Heed.Ingest.Files;

/// <summary>What is wrong with a row of a file.</summary>
/// <param name="File">The path as given.</param>
/// <param name="Line">Counted from one.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record RowProblem(string File, int Line, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
