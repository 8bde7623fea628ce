using Heed.Alerting.Routing;
using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Tests.Routing;

public sealed class MatcherParserTests
{
    [Theory]
    [InlineData("a=b", "{a=\"b\"}")]
    [InlineData("a = \"b\"", "{a=\"b\"}")]
    [InlineData(" a=~\"b.*\" , c!=d ", "{a=~\"b.*\",c!=\"d\"}")]
    [InlineData("{a=\"b,c\", d!~\"e|f\"}", "{a=\"b,c\",d!~\"e|f\"}")]
    [InlineData("a=\"b\\\"c\"", "{a=\"b\\\"c\"}")]
    [InlineData("a=\"x\\ny\"", "{a=\"x\\ny\"}")]
    [InlineData("a=\"\\d\"", "{a=\"\\\\d\"}")]
    [InlineData("a=", "{a=\"\"}")]
    [InlineData("a=\"\"", "{a=\"\"}")]
    [InlineData("a=^(?:b)$", "{a=\"^(?:b)$\"}")]
    [InlineData("\"a.b\"=\"c\"", "{\"a.b\"=\"c\"}")]
    [InlineData("Ω=\"x\"", "{\"Ω\"=\"x\"}")]
    [InlineData("{\"a b\"=~c,}", "{\"a b\"=~\"c\"}")]
    [InlineData("a=\"\\u00e4\"", "{a=\"\\\\u00e4\"}")]
    [InlineData("\"Ω\"=\"\\u00e4\"", "{\"Ω\"=\"ä\"}")]
    [InlineData("{}", "{}")]
    [InlineData("", "{}")]
    public void Both_syntaxes_are_read(string text, string expected) => Assert.Equal(expected, MatcherText.Format(MatcherParser.Parse(text).Value));

    [Theory]
    [InlineData("a")]
    [InlineData("=b")]
    [InlineData("a==\"b\"c")]
    [InlineData("a=\"b")]
    [InlineData("a=b\"c\"")]
    [InlineData("a=~\"(\"")]
    [InlineData("\"\"=b")]
    [InlineData("a=b c=d\"")]
    [InlineData("\"a\"=\"b\" c")]
    [InlineData("\"a\"=\"\\q\"")]
    public void What_neither_syntax_reads_is_refused_with_a_sentence(string text)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> result = MatcherParser.Parse(text);

        Assert.False(result.IsSuccess);
        Assert.NotEmpty(result.Error.Message);
    }
}
