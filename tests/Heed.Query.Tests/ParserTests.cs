using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Query.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("+1 - -2", "1 - -2")]
    [InlineData("0x1F + 1_000 + 1e3 + .5 + 5.", "31 + 1000 + 1000 + 0.5 + 5")]
    [InlineData("Inf + NaN + inF", "+Inf + NaN + +Inf")]
    [InlineData("010", "8")]
    [InlineData("5m", "5m")]
    [InlineData("1.5e-7", "1.5e-07")]
    [InlineData("-2 ^ 2", "-2 ^ 2")]
    [InlineData("(1 + 2) * 3", "(1 + 2) * 3")]
    [InlineData("a or b and c unless d", "a or b and c unless d")]
    [InlineData("foo{a=\"b\",c!='d',e=~`f.*`,g!~\"h\",}", "foo{a=\"b\",c!=\"d\",e=~\"f.*\",g!~\"h\"}")]
    [InlineData("{\"my.metric\", \"l.b\"=\"x\"}", "{\"my.metric\",\"l.b\"=\"x\"}")]
    [InlineData("{__name__=\"a\"}", "{__name__=\"a\"}")]
    [InlineData("job:rate:5m{}", "job:rate:5m")]
    [InlineData("foo[5m] offset 1h", "foo[5m] offset 1h")]
    [InlineData("foo offset -1h30m", "foo offset -1h30m")]
    [InlineData("foo[300] @ 100.5", "foo[5m] @ 100.500")]
    [InlineData("foo @ start() offset 5m", "foo @ start() offset 5m")]
    [InlineData("foo offset 5m @ end()", "foo @ end() offset 5m")]
    [InlineData("rate(foo[5m])[1h:30s] offset 1m", "rate(foo[5m])[1h:30s] offset 1m")]
    [InlineData("max_over_time(up[1h:])", "max_over_time(up[1h:])")]
    [InlineData("foo[5m * 2 + 1]", "foo[5m * 2s + 1s]")]
    [InlineData("foo[(1 + 2) * 3]", "foo[(1s + 2s) * 3s]")]
    [InlineData("foo offset (1m + step())", "foo offset (1m + step())")]
    [InlineData("SUM BY (a, b) (foo)", "sum by (a, b) (foo)")]
    [InlineData("sum(foo) without (a)", "sum without (a) (foo)")]
    [InlineData("topk(3, foo)", "topk(3, foo)")]
    [InlineData("count_values(\"v\", foo)", "count_values(\"v\", foo)")]
    [InlineData("a / on (x) group_left (y) b", "a / on (x) group_left (y) b")]
    [InlineData("a > bool ignoring (x, \"y.z\") b", "a > bool ignoring (x, \"y.z\") b")]
    [InlineData("sum + by", "sum + by")]
    [InlineData("histogram_quantile(0.9, sum by (le) (rate(b[5m])))", "histogram_quantile(0.9, sum by (le) (rate(b[5m])))")]
    [InlineData("foo # a comment\n + bar", "foo + bar")]
    [InlineData("\"a\\n\\x41\\u00e9\\\"\"", "\"a\\nAé\\\"\"")]
    [InlineData("a + fill (0) b", "a + fill (0) b")]
    [InlineData("increase(a[5m] anchored)", "increase(a[5m] anchored)")]
    public void Good_expressions_print_canonically_and_read_back(string text, string canonical)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(text, ParserOptions.Experimental);

        Assert.True(parsed.IsSuccess, parsed.Error?.ToString());
        Assert.Equal(canonical, parsed.Value.ToString());
        Assert.Equal(canonical, PromqlParser.Parse(canonical, ParserOptions.Experimental).Value.ToString());
    }

    [Theory]
    [InlineData("", "1:1: parse error: no expression found in input")]
    [InlineData("foo +", "1:6: parse error: unexpected end of input")]
    [InlineData("(foo", "1:1: parse error: unclosed left parenthesis")]
    [InlineData("foo)", "1:4: parse error: unexpected right parenthesis ')'")]
    [InlineData("foo[5m", "1:4: parse error: unclosed left bracket")]
    [InlineData("foo{a=\"b\"", "1:4: parse error: unclosed left brace")]
    [InlineData("foo{a=b}", "1:7: parse error: unexpected identifier \"b\" in label matching, expected string")]
    [InlineData("foo{a>\"b\"}", "1:6: parse error: unexpected operator \">\" in label matching, expected label matching operator")]
    [InlineData("foo{a=~\"(\"}", "1:8: parse error: invalid regular expression \"(\": missing closing )")]
    [InlineData("foo{a=~\"(?=x)\"}", "1:8: parse error: invalid regular expression \"(?=x)\": invalid or unsupported Perl syntax: (?=x)")]
    [InlineData("{}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("{a=~\".*\"}", "1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("foo{__name__=\"bar\"}", "1:1: parse error: metric name must not be set twice: \"foo\" or \"bar\"")]
    [InlineData("\"abc", "1:1: parse error: unterminated quoted string")]
    [InlineData("'\\q'", "1:1: parse error: error unquoting string '\\q': invalid syntax")]
    [InlineData("1 == 1", "1:1: parse error: comparisons between scalars must use BOOL modifier")]
    [InlineData("1 + bool 2", "1:5: parse error: bool modifier can only be used on comparison operators")]
    [InlineData("1 and 2", "1:1: parse error: set operator \"and\" not allowed in binary scalar expression")]
    [InlineData("foo and on (a) group_left bar", "no grouping allowed for \"and\" operation")]
    [InlineData("foo + on (a) group_left (a) bar", "label \"a\" must not occur in ON and GROUP clause at once")]
    [InlineData("foo + on (a) 1", "1:1: parse error: vector matching only allowed between instant vectors")]
    [InlineData("foo[5m] + 1", "1:1: parse error: binary expression must contain only scalar and instant vector types")]
    [InlineData("-foo[5m]", "unary expression only allowed on expressions of type scalar or instant vector, got \"range vector\"")]
    [InlineData("rate(foo)", "1:6: parse error: expected type range vector in call to function \"rate\", got instant vector; did you mean \"foo[5m]\"?")]
    [InlineData("rat(foo[5m])", "1:1: parse error: unknown function with name \"rat\"; did you mean \"rate\"?")]
    [InlineData("mean(foo)", "1:1: parse error: unknown function with name \"mean\"; did you mean \"avg\"?")]
    [InlineData("foo + smu(bar)", "1:7: parse error: unknown function with name \"smu\"; did you mean \"sum\"?")]
    [InlineData("rate(foo[5m], 1)", "1:1: parse error: expected 1 argument(s) in call to \"rate\", got 2")]
    [InlineData("round(foo, 1, 2)", "1:1: parse error: expected at most 2 argument(s) in call to \"round\", got 3")]
    [InlineData("label_replace(foo, \"a\")", "expected 5 argument(s) in call to \"label_replace\", got 2")]
    [InlineData("sum(foo[5m])", "expected type instant vector in aggregation expression, got range vector")]
    [InlineData("topk(foo)", "wrong number of arguments for aggregate expression provided, expected 2, got 1")]
    [InlineData("topk(\"a\", foo)", "1:6: parse error: expected type scalar in aggregation parameter, got string")]
    [InlineData("sum()", "no arguments for aggregate expression provided")]
    [InlineData("abs(foo,)", "1:9: parse error: trailing commas not allowed in function call args")]
    [InlineData("foo[0s]", "1:5: parse error: duration must be greater than 0")]
    [InlineData("foo[5x]", "1:5: parse error: bad number or duration syntax: \"5x\"")]
    [InlineData("foo[5m][5m]", "1:8: parse error: ranges only allowed for vector selectors")]
    [InlineData("foo[5m:1m][5m:1m]", "subquery is only allowed on instant vector, got range vector instead")]
    [InlineData("1 offset 5m", "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery")]
    [InlineData("foo offset 5m offset 5m", "offset may not be set multiple times")]
    [InlineData("foo offset 5m[5m]", "1:14: parse error: no offset modifiers allowed before range")]
    [InlineData("foo @ bar", "1:7: parse error: unexpected identifier \"bar\" in @, expected timestamp")]
    [InlineData("foo @ Inf", "timestamp out of bounds for @ modifier: Inf")]
    [InlineData("foo && bar", "1:5: parse error: unexpected character: '&', expected \"and\"")]
    [InlineData("foo\n  + $", "2:5: parse error: unexpected character: '$'")]
    [InlineData("mad_over_time(foo[5m])", "1:1: parse error: function \"mad_over_time\" is not enabled: it is experimental")]
    [InlineData("limitk(1, foo)", "limitk() is experimental and must be enabled")]
    [InlineData("rate(foo[5m] smoothed)", "smoothed modifier is experimental and not enabled")]
    [InlineData("a + fill (0) b", "binop fill modifiers are experimental and not enabled")]
    public void Bad_expressions_say_what_is_wrong_and_where(string text, string message)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(text);

        Assert.False(parsed.IsSuccess);
        string described = PromqlParser.Describe(parsed.Error!, text);
        if (char.IsAsciiDigit(message[0])) Assert.Equal(message, described);
        else Assert.Contains(message, described, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        string deep = new string('(', 5000) + "1" + new string(')', 5000);

        ParseResult<Expression> parsed = PromqlParser.Parse(deep);

        Assert.False(parsed.IsSuccess);
        Assert.Equal("expression nests deeper than 200 levels", parsed.Error!.Message);
    }

    [Fact]
    public void Selectors_of_every_kind_are_found_in_the_order_of_the_text()
    {
        Expression parsed = PromqlParser.Parse("sum(rate(a[5m])) / on () group_left b > bool scalar(max_over_time(c[1h:1m])) + {d=\"e\"}").Value;

        Assert.Equal(["a", "b", "c", ""], parsed.Selectors().Select(s => s.Name));
    }
}
