using System.Text.RegularExpressions;

namespace Heed.Architecture.Tests;

/// <summary>Rules that a source file can break; each gives what is wrong, or nothing.</summary>
internal static partial class SourceRules
{
    public const int MostLines = 500;

    /// <summary>In a line; the editor's ruler stands at 140, and a template's text cannot always be broken there.</summary>
    public const int MostCharacters = 160;

    public static IReadOnlyList<string> TooLong(string path, string text)
    {
        int lines = text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        return lines > MostLines ? [$"{path}: {lines} lines"] : [];
    }

    public static IReadOnlyList<string> LongLines(string path, string text) =>
    [
        .. text.Split('\n')
            .Select((line, i) => (Number: i + 1, line.TrimEnd('\r').Length))
            .Where(line => line.Length > MostCharacters)
            .Select(line => $"{path}:{line.Number}: {line.Length} characters"),
    ];

    public static IReadOnlyList<string> EmptyWords(string path, string text) =>
    [
        .. TypeName().Matches(text)
            .Select(m => m.Groups["name"].Value)
            .Where(name => EmptyWord().IsMatch(name))
            .Select(name => $"{path}: {name}"),
    ];

    /// <summary>Namespaces are file-scoped, so the types of a file are those that begin a line.</summary>
    public static IReadOnlyList<string> SecondPublicTypes(string path, string text) =>
        [.. PublicType().Matches(text).Select(m => m.Groups["name"].Value).Distinct().Skip(1).Select(name => $"{path}: {name}")];

    /// <summary>The files are called <c>NNNN-title.md</c>, from 0001 on, each number once.</summary>
    public static IReadOnlyList<string> MisnumberedDecisions(IEnumerable<string> names) =>
    [
        .. names.Order(StringComparer.Ordinal)
            .Select((name, i) => (Name: name, Expected: $"{i + 1:0000}-"))
            .Where(d => !d.Name.StartsWith(d.Expected, StringComparison.Ordinal))
            .Select(d => $"{d.Name}: expected {d.Expected}…"),
    ];

    [GeneratedRegex(@"\b(?:class|struct|record struct|record|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypeName();

    [GeneratedRegex("(Utils?|Helpers?|Manager|Service)$|^Common|Common$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex EmptyWord();

    [GeneratedRegex(
        @"^public (?:(?:static|sealed|abstract|readonly|ref|partial|unsafe) )*(?:class|struct|record struct|record|interface|enum|delegate [\w<>?\[\], ]+?) (?<name>\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        5000)]
    private static partial Regex PublicType();
}
