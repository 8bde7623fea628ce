using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Tests;

/// <summary>What an expression itself may be; the limits of its evaluation are in <see cref="LimitTests"/>.</summary>
public sealed class ExpressionLimitTests
{
    private static readonly ParserOptions Small = new() { MaxLength = 40, MaxDepth = 5, MaxOperators = 3, MaxRegexLength = 10 };

    [Theory]
    [InlineData("1 + 1 + 1 + 1", null)]
    [InlineData("1 + 1 + 1 + 1 + 1", "1:15: parse error: expression has more than 3 binary operators; split it into recording rules")]
    [InlineData("((((1))))", null)]
    [InlineData("(((((1)))))", "1:6: parse error: expression nests deeper than 5 levels")]
    [InlineData("m{a=~\"12345678\"}", null)]
    [InlineData("m{a=~\"123456789\"}", "1:6: parse error: regular expression is longer than 10 characters; match a label with fewer values")]
    [InlineData("m{a!~\"123456789\"}", "1:6: parse error: regular expression is longer than 10 characters; match a label with fewer values")]
    [InlineData("m{a=\"a value that is longer than ten\"}", null)]
    [InlineData("1                                       ", null)]
    [InlineData("1                                        ", "1:1: parse error: expression has 41 characters, more than the limit of 40; split it into recording rules")]
    public void Each_limit_is_named_with_what_to_do(string text, string? message)
    {
        Heed.Model.Parsing.ParseResult<Expression> parsed = PromqlParser.Parse(text, Small);

        Assert.Equal(message, parsed.IsSuccess ? null : PromqlParser.Describe(parsed.Error, text));
    }

    [Fact]
    public void The_longest_chain_and_the_deepest_nest_are_evaluated()
    {
        TestData data = new TestData().Add("m", 1000, 1);
        string chain = "m" + string.Concat(Enumerable.Repeat(" + m", ParserOptions.DefaultMaxOperators));
        string nest = new string('(', ParserOptions.DefaultMaxDepth - 1) + "m" + new string(')', ParserOptions.DefaultMaxDepth - 1);

        Assert.Equal(ParserOptions.DefaultMaxOperators + 1, data.Value(chain, 0));
        Assert.Equal(1, data.Value(nest, 0));
    }

    [Theory]
    [InlineData("(a{1000}){1000}")]
    [InlineData("(")]
    [InlineData("[z-a]")]
    public void A_regular_expression_that_cannot_be_is_refused(string pattern)
    {
        QueryResult result = new TestData().Engine().Instant($"m{{a=~\"{pattern}\"}}", 0);

        Assert.Equal(QueryErrorKind.BadData, result.Error?.Kind);
        Assert.Contains("invalid regular expression", result.Error!.Message, StringComparison.Ordinal);
    }
}
