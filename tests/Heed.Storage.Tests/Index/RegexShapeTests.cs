using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class RegexShapeTests
{
    [Theory]
    [InlineData("a|b", "a b", null)]
    [InlineData("", "", null)]
    [InlineData("a(b|c)d", "abd acd", null)]
    [InlineData("a[bc]?", "ab ac a", null)]
    [InlineData("a\\.b", "a.b", null)]
    [InlineData("a.*", null, "a")]
    [InlineData("(?:ab|ac).+|abx", null, "ab ac")]
    [InlineData("a{2}", null, "a")]
    [InlineData("ab*", null, "a")]
    [InlineData("ab+", null, "ab")]
    [InlineData("a[^b]", null, "a")]
    [InlineData("a[b-x]c", null, "a")]
    [InlineData("\\d+", null, null)]
    [InlineData("(?i)a", null, null)]
    [InlineData("a|.*", null, null)]
    [InlineData("a|", "a ", null)]
    [InlineData("^a$", null, null)]
    [InlineData("a\\x41", null, null)]
    [InlineData("a{,3}", null, null)]
    public void The_plain_parts_are_read(string expression, string? literals, string? prefixes)
    {
        RegexShape shape = RegexShape.Of(expression);

        Assert.Equal(literals, shape.Literals is null ? null : string.Join(' ', shape.Literals));
        Assert.Equal(prefixes, shape.Prefixes is null ? null : string.Join(' ', shape.Prefixes));
    }

    [Fact]
    public void Many_alternatives_are_read_and_too_many_are_not()
    {
        Assert.Equal(1000, RegexShape.Of(string.Join('|', Enumerable.Range(0, 1000))).Literals!.Length);
        Assert.Equal(default, RegexShape.Of(string.Join('|', Enumerable.Range(0, 3000))));
        Assert.Equal(default, RegexShape.Of(new string('(', 500) + "a" + new string(')', 500)));
    }

    /// <summary>Whatever is said of an expression holds for every text that the expression itself matches.</summary>
    [Fact]
    public void What_is_said_is_true_of_random_expressions()
    {
        Random random = new(5);
        string[] pieces = ["a", "b", "ab", "(", ")", "(?:", "|", "*", "+", "?", ".", "[ab]", "[^a]", "{1}", "{0,1}", "\\.", "\\d", "😀"];
        string[] values = [.. Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "ab.1😀".EnumerateRunes().ElementAt(random.Next(5)))))];
        int told = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (Heed.Model.Labels.LabelMatcher.Parse("a", Heed.Model.Labels.MatchOperator.Regex, text) is not { IsSuccess: true } matcher) continue;
            RegexShape shape = RegexShape.Of(text);
            ValuePattern pattern = new(matcher.Value);
            if (shape != default) told++;
            foreach (string value in values)
            {
                bool matches = matcher.Value.Matches(value);
                Assert.True(matches == pattern.Matches(value), $"{text} on {value}");
                if (shape.Literals is { } literals) Assert.True(literals.Contains(value) == matches, $"{text} on {value}");
                if (shape.Prefixes is { } prefixes && matches) Assert.True(prefixes.Any(p => value.StartsWith(p, StringComparison.Ordinal)), $"{text} on {value}");
            }
        }

        Assert.True(told > 1000);
    }
}
