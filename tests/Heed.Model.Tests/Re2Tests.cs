using System.Globalization;
using System.Text.RegularExpressions;

using Heed.Model.Parsing;

namespace Heed.Model.Tests;

public sealed class Re2Tests
{
    [Theory]
    [InlineData("a.c", "a\nc", true)]
    [InlineData("😀?ab", "ab", true)]
    [InlineData("😀{2}", "😀😀", true)]
    [InlineData(".", "😀", true)]
    [InlineData("..", "😀", false)]
    [InlineData("a.?b", "a😀b", true)]
    [InlineData(".{2}", "😀é", true)]
    [InlineData("[^a]", "😀", true)]
    [InlineData("[^a][^a]", "😀", false)]
    [InlineData(".+", "😀", true)]
    [InlineData("a|b", "b", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData(@"\d+", "42", true)]
    [InlineData(@"\d", "٣", false)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"\W", "é", true)]
    [InlineData(@"\s", "\v", false)]
    [InlineData(@"[\d_]+", "1_2", true)]
    [InlineData(@"[^\d]+", "abc", true)]
    [InlineData(@"[^\d]+", "a1", false)]
    [InlineData(@"[\D]", "x", true)]
    [InlineData(@"[\D]", "7", false)]
    [InlineData(@"[\S\s]", "\n", true)]
    [InlineData("[[:alpha:]]+", "abZ", true)]
    [InlineData("[[:^alpha:]]+", "12-", true)]
    [InlineData("[[:^alpha:]]", "a", false)]
    [InlineData("[[:alpha:][:digit:]_]+", "a1_", true)]
    [InlineData("[[:space:]]", "\v", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[^]a]", "]", false)]
    [InlineData("[a-]+", "a-", true)]
    [InlineData("[a-c[]+", "[b", true)]
    [InlineData("[a-z-[aeiou]]", "b]", true)]
    [InlineData("[a-z-[aeiou]]", "b", false)]
    [InlineData("[a^]+", "^a", true)]
    [InlineData(@"[\]\\]+", @"]\", true)]
    [InlineData(@"[\x41-\x{43}]+", "ABC", true)]
    [InlineData(@"\Qa.b*\E+", "a.b**", true)]
    [InlineData(@"\Qa.b", "a.b", true)]
    [InlineData(@"\pL+", "éa", true)]
    [InlineData(@"\p{Nd}", "٣", true)]
    [InlineData(@"\PL", "1", true)]
    [InlineData(@"[\pL\d]+", "é1", true)]
    [InlineData(@"\p{^L}", "1", true)]
    [InlineData("(?i)AbC", "aBc", true)]
    [InlineData("(?i:a)b", "Ab", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("(?i)a(?-i)b", "AB", false)]
    [InlineData("(?-s).", "\n", false)]
    [InlineData("(?m)a$\n^b", "a\nb", true)]
    [InlineData("a$", "a", true)]
    [InlineData("a$", "a\n", false)]
    [InlineData("a$b", "ab", false)]
    [InlineData(@"\Aa\z", "a", true)]
    [InlineData("a{2,3}", "aaa", true)]
    [InlineData("a{2,3}", "a", false)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("{a}", "{a}", true)]
    [InlineData(@"\x41\101\n", "AA\n", true)]
    [InlineData(@"\x{1F600}", "😀", true)]
    [InlineData(@"a\.b\-c\/d\_", "a.b-c/d_", true)]
    [InlineData(@"a#b c", "a#b c", true)]
    [InlineData("a}]", "a}]", true)]
    [InlineData("(?P<x>a)(?<y>b)", "ab", true)]
    public void An_anchored_pattern_matches_as_in_Re2(string pattern, string text, bool matches)
    {
        ParseResult<Regex> regex = Re2.ParseAnchored(pattern);

        Assert.True(regex.IsSuccess, regex.Error?.Message);
        Assert.Equal(matches, regex.Value.IsMatch(text));
    }

    [Theory]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: (?=a)")]
    [InlineData("(?!a)b", "invalid or unsupported Perl syntax: (?!a)")]
    [InlineData("(?<=a)b", "invalid or unsupported Perl syntax: (?<=a)")]
    [InlineData("(?<!a)b", "invalid or unsupported Perl syntax: (?<!a)")]
    [InlineData("(?>a)", "invalid or unsupported Perl syntax: (?>a)")]
    [InlineData("(?x)a", "invalid or unsupported Perl syntax: (?x)")]
    [InlineData("(?n:a)", "invalid or unsupported Perl syntax: (?n:")]
    [InlineData("(?)a", "invalid or unsupported Perl syntax: (?)")]
    [InlineData(@"(a)\1", @"invalid escape sequence: \1")]
    [InlineData(@"(?P<n>a)(?P=n)", "invalid or unsupported Perl syntax: (?P=n)")]
    [InlineData(@"\k<n>", @"invalid escape sequence: \k")]
    [InlineData(@"a\Z", @"invalid escape sequence: \Z")]
    [InlineData(@"\G", @"invalid escape sequence: \G")]
    [InlineData(@"\e", @"invalid escape sequence: \e")]
    [InlineData(@"\y", @"invalid escape sequence: \y")]
    [InlineData(@"\cA", @"invalid escape sequence: \c")]
    [InlineData(@"a\", "trailing backslash at end of expression")]
    [InlineData("(a", "missing closing )")]
    [InlineData("a)", "unexpected )")]
    [InlineData("[a", "missing closing ]")]
    [InlineData("[]", "missing closing ]")]
    [InlineData("[z-a]", "invalid character class range: z-a")]
    [InlineData("[[:nope:]]", "invalid character class range: [:nope:]")]
    [InlineData(@"\p{Greek}", @"invalid character class range: \p{Greek} (only general categories such as L or Nd)")]
    [InlineData(@"\p{IsGreek}", @"invalid character class range: \p{IsGreek} (only general categories such as L or Nd)")]
    [InlineData("*a", "missing argument to repetition operator")]
    [InlineData("a**", "invalid nested repetition operator")]
    [InlineData("a*+", "invalid nested repetition operator")]
    [InlineData("a{1001}", "invalid repeat count: {1001}")]
    [InlineData("a{3,2}", "invalid repeat count")]
    [InlineData("(?P<a>x)(?P<a>y)", "duplicate capture group name: a")]
    [InlineData("(?P<a-b>x)", "invalid named capture: (?P<a-b>")]
    [InlineData("[😀]", "characters beyond U+FFFF are not supported in a class; write them as alternatives")]
    public void What_Re2_refuses_is_refused_with_a_reason(string pattern, string reason)
    {
        ParseResult<Regex> regex = Re2.ParseAnchored(pattern);

        Assert.False(regex.IsSuccess);
        Assert.Equal($"invalid regular expression {Quoting.Quote(pattern)}: {reason}", regex.Error!.Message);
    }

    [Theory]
    [InlineData("(?P<first>[a-z]+)-(\\d+)", "ab-12", "first", "ab")]
    [InlineData("(?P<first>[a-z]+)-(\\d+)", "ab-12", "2", "12")]
    [InlineData("(?P<first>[a-z]+)-(\\d+)", "ab-12", "1", "ab")]
    [InlineData("(a+?)(a*)", "aaa", "1", "a")]
    [InlineData("(?U)(a+)(a*)", "aaa", "1", "a")]
    [InlineData("(?U)(a+?)(a*)", "aaa", "1", "aaa")]
    public void Groups_capture_what_Re2_captures(string pattern, string text, string group, string captured)
    {
        Match match = Re2.ParseAnchored(pattern).Value.Match(text);

        Assert.True(match.Success);
        Group found = int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? match.Groups[number] : match.Groups[group];
        Assert.Equal(captured, found.Value);
    }

    [Fact]
    public void Without_anchors_a_pattern_matches_anywhere_and_its_dot_stops_at_a_line_break()
    {
        Regex regex = Re2.Parse("b.d").Value;

        Assert.Matches(regex, "abcde");
        Assert.DoesNotMatch(regex, "ab\nde");
    }
}
