using Heed.Model.Labels;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class RegexStartsTests
{
    /// <summary>Behind each text: nothing, * anything, + something, ? what only the expression knows.</summary>
    [Theory]
    [InlineData("a|b", "a b")]
    [InlineData("b|a|b", "a b")]
    [InlineData("", "")]
    [InlineData("a(b|c)d", "abd acd")]
    [InlineData("(a|b)c", "ac bc")]
    [InlineData("foo(bar|baz).*", "foobar* foobaz*")]
    [InlineData("a[bc]?", "a ab ac")]
    [InlineData("a[b-d]", "ab ac ad")]
    [InlineData("a\\.b", "a.b")]
    [InlineData("a.*", "a*")]
    [InlineData("a.+", "a+")]
    [InlineData("a|a.+", "a*")]
    [InlineData("a.*|ab.+|abx", "a*")]
    [InlineData("(?:ab|ac).+|abx", "ab+ ac+")]
    [InlineData("(?P<n>a)b", "ab")]
    [InlineData("a{2}", "a?")]
    [InlineData("a{0,2}b", "?")]
    [InlineData("a{b", "a{b")]
    [InlineData("ab*", "a?")]
    [InlineData("ab+c", "ab?")]
    [InlineData("a[^b]", "a?")]
    [InlineData("a[]b]c", "a?")]
    [InlineData("a[[:alpha:]]c", "a?")]
    [InlineData("a.*b", "a?")]
    [InlineData("^a$", "a")]
    [InlineData("^a|b$", "a b")]
    [InlineData("a^b", "a?")]
    [InlineData("\\d+", "?")]
    [InlineData("a\\dz", "a?")]
    [InlineData("a|.*", "*")]
    [InlineData("😀*a", "?")]
    [InlineData("😀.*", "😀*")]
    [InlineData("(?i)a", "?")]
    [InlineData("a(?i:b)", "?")]
    [InlineData("a\\x41", "?")]
    [InlineData("\\Qa|b\\E", "?")]
    [InlineData("a\\bb", "?")]
    public void How_a_value_may_begin_is_read(string expression, string expected)
    {
        IEnumerable<string> starts = RegexStarts.Read(expression, out _).Select(s => s.Text + s.Tail switch
        {
            LabelTail.Nothing => "",
            LabelTail.Anything => "*",
            LabelTail.Something => "+",
            _ => "?",
        });

        Assert.Equal(expected, string.Join(' ', starts));
    }

    [Theory]
    [InlineData(".*foo.*", true, "foo xfoo foox xfoox", "fo xfxoo")]
    [InlineData(".+foo", true, "xfoo foofoo", "foo foox")]
    [InlineData(".*foo.*bar", true, "foobar xfoo-bar foobarbar", "foob barfoo foobarx")]
    [InlineData("a.+b.*", true, "axb axbc", "ab abx axc")]
    [InlineData("[ab]+foo", false, "afoo xfoo", "foox fo")]
    [InlineData(".*(x|y)foo.*", false, "xfoo zfoo", "fxoo")]
    public void The_pieces_that_a_value_must_have_are_read(string expression, bool isExact, string values, string others)
    {
        RegexStarts.Read(expression, out TextPieces? pieces);

        Assert.Equal(isExact, pieces!.IsExact);
        Assert.All(values.Split(' '), v => Assert.True(pieces.AreIn(v), v));
        Assert.All(others.Split(' '), v => Assert.False(pieces.AreIn(v), v));
    }

    [Fact]
    public void Many_alternatives_are_read_and_products_and_depth_are_bounded()
    {
        Assert.Equal(5000, RegexStarts.Read(string.Join('|', Enumerable.Range(0, 5000)), out _).Length);
        LiteralStart[] cut = RegexStarts.Read("[0-9][0-9][0-9][0-9]", out _);
        Assert.Equal(100, cut.Length);
        Assert.All(cut, s => Assert.Equal(LabelTail.Unknown, s.Tail));
        Assert.Equal([new LiteralStart("", LabelTail.Unknown)], RegexStarts.Read(new string('(', 500) + "a" + new string(')', 500), out _));
    }

    /// <summary>Against the expression itself, which tests every value.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void What_is_read_is_true_of_random_expressions(int seed)
    {
        Random random = new(seed);
        string[] parts = ["a", "b", "ab", "(", ")", "(?:", "|", "*", "+", "?", ".", ".*", ".+", "[ab]", "[^a]", "[a-c]", "{1}", "{0,1}", "\\.", "\\d", "😀", "^", "$"];
        string[] values = [.. Enumerable.Range(0, 300).Select(_ => Text(random)).Distinct()];
        int told = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]));
            if (LabelMatcher.Parse("a", MatchOperator.Regex, text) is not { IsSuccess: true } matcher) continue;
            ValuePattern pattern = new(matcher.Value);
            if (pattern.Starts[0].Text.Length > 0) told++;
            foreach (string value in values)
            {
                bool matches = matcher.Value.Matches(value);
                Assert.True(matches == pattern.Describes(value), $"{text} on {value}");
                int described = pattern.Starts.Count(s => value.StartsWith(s.Text, StringComparison.Ordinal) && pattern.Describes(value, s));
                Assert.True(described == (matches ? 1 : 0), $"{text} on {value}: {described} starts");
            }
        }

        Assert.True(told > 1000);
    }

    private static string Text(Random random)
    {
        string[] characters = ["a", "b", ".", "1", "😀"];
        return string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => characters[random.Next(characters.Length)]));
    }
}
