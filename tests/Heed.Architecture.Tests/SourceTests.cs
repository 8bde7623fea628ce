using Heed.Testing;

namespace Heed.Architecture.Tests;

public sealed class SourceTests
{
    private static readonly char Slash = Path.DirectorySeparatorChar;

    /// <summary>Rooms that still have longer lines; one that is done leaves the list, and none joins it.</summary>
    private static readonly string[] RoomsWithLongLines = ["Heed.Cli", "Heed.Monitoring", "Heed.Server"];

    [Fact]
    public void No_file_is_longer_than_500_lines() => Assert.Empty(Broken(SourceRules.TooLong));

    [Fact]
    public void A_file_that_is_too_long_is_found()
    {
        Assert.Equal(["a.cs: 501 lines"], SourceRules.TooLong("a.cs", string.Concat(Enumerable.Repeat("x\n", 501))));
        Assert.Empty(SourceRules.TooLong("a.cs", string.Concat(Enumerable.Repeat("x\n", 500))));
    }

    [Fact]
    public void No_line_is_longer_than_160_characters() =>
        Assert.All(Broken(SourceRules.LongLines), line => Assert.Contains(line.Split(Slash)[0], RoomsWithLongLines));

    [Fact]
    public void A_line_that_is_too_long_is_found()
    {
        string longest = new('x', 160);

        Assert.Equal(["a.cs:2: 161 characters"], SourceRules.LongLines("a.cs", $"{longest}\n{longest}x\n"));
        Assert.Empty(SourceRules.LongLines("a.cs", $"{longest}\r\n{longest}"));
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Assert.Empty(Broken(SourceRules.EmptyWords));

    [Theory]
    [InlineData("internal static class TextUtils", "TextUtils")]
    [InlineData("public readonly record struct RuleHelper(int X)", "RuleHelper")]
    [InlineData("public sealed record RuleHelper(int X)", "RuleHelper")]
    [InlineData("    private enum StateManager", "StateManager")]
    [InlineData("public interface IAlertService", "IAlertService")]
    [InlineData("static class CommonNames", "CommonNames")]
    [InlineData("public sealed class Serviceable", null)]
    [InlineData("public sealed class LabelSet", null)]
    public void A_name_that_says_nothing_is_found(string declaration, string? name) =>
        Assert.Equal(name is null ? [] : [$"a.cs: {name}"], SourceRules.EmptyWords("a.cs", declaration));

    [Fact]
    public void A_file_has_one_public_type() => Assert.Empty(Broken(SourceRules.SecondPublicTypes));

    [Theory]
    [InlineData("public class A { }\npublic enum B { }", "B")]
    [InlineData("public sealed class A\n{\n    public sealed class B { }\n}", null)]
    [InlineData("public readonly record struct A(int X);\ninternal sealed class B;", null)]
    [InlineData("public partial class A;\npublic partial class A;", null)]
    [InlineData("public interface A;\npublic delegate object? B(object?[] c);", "B")]
    public void A_second_public_type_is_found(string text, string? name) =>
        Assert.Equal(name is null ? [] : [$"a.cs: {name}"], SourceRules.SecondPublicTypes("a.cs", text));

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        string folder = RepositoryFiles.Path("docs", "decisions");
        IEnumerable<string> names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md").Select(f => Path.GetFileName(f)!) : [];

        Assert.Empty(SourceRules.MisnumberedDecisions(names));
    }

    [Fact]
    public void A_gap_and_a_repeat_in_the_numbers_are_found()
    {
        Assert.Equal(["0003-c.md: expected 0002-…"], SourceRules.MisnumberedDecisions(["0003-c.md", "0001-a.md"]));
        Assert.Equal(["0001-b.md: expected 0002-…"], SourceRules.MisnumberedDecisions(["0001-a.md", "0001-b.md"]));
        Assert.Empty(SourceRules.MisnumberedDecisions(["0002-b.md", "0001-a.md"]));
    }

    [Fact]
    public void The_scan_sees_the_source() => Assert.Contains(Sources(), file => file.Path.EndsWith("DocumentNode.cs", StringComparison.Ordinal));

    private static IReadOnlyList<string> Broken(Func<string, string, IReadOnlyList<string>> rule) =>
        [.. Sources().SelectMany(file => rule(file.Path, file.Text))];

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        string root = RepositoryFiles.Path("src");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Slash}obj{Slash}", StringComparison.Ordinal) && !file.Contains($"{Slash}bin{Slash}", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(root, file), File.ReadAllText(file)));
    }
}
