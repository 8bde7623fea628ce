using Heed.Model.Parsing;

namespace Heed.Model.Tests;

public sealed class Re2TemplateTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("$1-$2", "ab-12")]
    [InlineData("$0", "ab:12")]
    [InlineData("${1}x", "abx")]
    [InlineData("$1x|", "|")]
    [InlineData("$word.$number", "ab.12")]
    [InlineData("${word}${number}", "ab12")]
    [InlineData("$nobody|${nobody}|$9|${9}", "|||")]
    [InlineData("$01|${02}|$00", "||")]
    [InlineData("$$1 $$$1", "$1 $ab")]
    [InlineData("$", "$")]
    [InlineData("1$", "1$")]
    [InlineData("$-1", "$-1")]
    [InlineData("${1", "${1")]
    [InlineData("${}", "${}")]
    [InlineData("${1 }", "${1 }")]
    [InlineData("$é|", "|")]
    public void A_template_is_expanded_as_in_Go(string template, string expected) =>
        Assert.Equal(expected, Re2Template.Expand(template, Re2.Parse("(?P<word>[a-z]+):(?P<number>[0-9]+)").Value.Match("ab:12")));

    [Theory]
    [InlineData("(?P<a>x)(y)", "x,y,x")]
    [InlineData("(x)(?P<a>y)", "x,y,y")]
    public void Groups_are_counted_from_left_to_right_with_names_and_without(string pattern, string expected) =>
        Assert.Equal(expected, Re2Template.Expand("$1,$2,$a", Re2.Parse(pattern).Value.Match("xy")));

    [Fact]
    public void Every_match_is_replaced_and_the_rest_stays() =>
        Assert.Equal("<a>1 <b>2", Re2Template.ReplaceAll(Re2.Parse("([a-z])=").Value, "a=1 b=2", "<$1>"));
}
