namespace Heed.Templates.Tests;

/// <summary>What a broken text or a failing execution says, and where.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("{{", "1:3: unclosed action")]
    [InlineData("a\nb {{.s", "2:7: unclosed action")]
    [InlineData("{{/* x", "1:1: unclosed comment")]
    [InlineData("{{/* x */ y}}", "1:1: comment ends before the closing delimiter")]
    [InlineData("{{\"abc}}", "1:3: unterminated quoted string")]
    [InlineData("{{\"a\nb\"}}", "1:3: unterminated quoted string")]
    [InlineData("{{`abc}}", "1:3: unterminated raw quoted string")]
    [InlineData("{{'a}}", "1:3: unterminated character constant")]
    [InlineData("{{''}}", "1:3: malformed character constant ''")]
    [InlineData("{{'ab'}}", "1:3: malformed character constant 'ab'")]
    [InlineData("{{\"\\q\"}}", "1:3: malformed string \"\\q\"")]
    [InlineData("{{\"\\\"}}", "1:3: unterminated quoted string")]
    [InlineData("{{1x}}", "1:3: malformed or too large number 1x")]
    [InlineData("{{9223372036854775808}}", "1:3: malformed or too large number 9223372036854775808")]
    [InlineData("{{08}}", "1:3: malformed or too large number 08")]
    [InlineData("{{1__0}}", "1:3: malformed or too large number 1__0")]
    [InlineData("{{(1}}", "1:5: unclosed left parenthesis")]
    [InlineData("{{1)}}", "1:4: unexpected right parenthesis")]
    [InlineData("{{.s#}}", "1:5: unexpected character '#'")]
    [InlineData("{{#}}", "1:3: unexpected character '#' in action")]
    [InlineData("{{$x : 1}}", "1:6: expected :=")]
    [InlineData("{{}}", "1:3: missing value for command")]
    [InlineData("{{if}}{{end}}", "1:5: missing value for if")]
    [InlineData("{{1 |}}", "1:5: missing value for command")]
    [InlineData("{{| 1}}", "1:3: missing value for command")]
    [InlineData("{{()}}", "1:4: missing value for parenthesised pipeline")]
    [InlineData("{{nope 1}}", "1:3: function \"nope\" is not defined")]
    [InlineData("{{$x}}", "1:3: undefined variable $x")]
    [InlineData("{{$x = 1}}", "1:3: undefined variable $x")]
    [InlineData("{{if true}}{{$x := 1}}{{end}}{{$x}}", "1:32: undefined variable $x")]
    [InlineData("{{$x := 1}}{{define \"a\"}}{{$x}}{{end}}", "1:28: undefined variable $x")]
    [InlineData("{{1 | 2}}", "1:7: stage 2 of the pipeline is no function, method or field")]
    [InlineData("{{1.5.x}}", "1:3: malformed or too large number 1.5.x")]
    [InlineData("{{\"a\".x}}", "1:6: unexpected . after \"a\"")]
    [InlineData("{{nil.x}}", "1:6: unexpected . after nil")]
    [InlineData("{{\"a\"\"b\"}}", "1:6: unexpected \"b\" in operand")]
    [InlineData("{{if true}}", "1:12: unexpected end of the text; expected {{end}}")]
    [InlineData("{{end}}", "1:3: unexpected {{end}}")]
    [InlineData("{{else}}", "1:3: unexpected {{else}}")]
    [InlineData("{{if true}}{{else}}{{else}}{{end}}", "1:22: expected {{end}}, found {{else}}")]
    [InlineData("{{if true}}{{end x}}", "1:18: unexpected x in end")]
    [InlineData("{{break}}", "1:3: {{break}} outside {{range}}")]
    [InlineData("{{range 3}}{{end}}{{continue}}", "1:21: {{continue}} outside {{range}}")]
    [InlineData("{{range 3}}{{block \"a\" .}}{{break}}{{end}}{{end}}", "1:29: {{break}} outside {{range}}")]
    [InlineData("{{range $i, := .}}{{end}}", "1:13: unexpected := in range")]
    [InlineData("{{range $i, $x}}{{end}}", "1:15: unexpected }} in range")]
    [InlineData("{{$i, $x := .}}", "1:3: undefined variable $i")]
    [InlineData("{{template}}", "1:11: unexpected }} in template clause")]
    [InlineData("{{template x}}", "1:12: unexpected x in template clause")]
    [InlineData("{{define \"a\"}}", "1:15: unexpected end of the text; expected {{end}}")]
    [InlineData("{{define \"a\"}}{{else}}{{end}}", "1:17: unexpected {{else}} in the definition of \"a\"")]
    [InlineData("{{if true}}{{define \"a\"}}{{end}}{{end}}", "1:14: unexpected {{define}}")]
    [InlineData("{{define \"a\"}}x{{end}}\n{{define \"a\"}}y{{end}}", "2:3: template \"a\" is defined twice")]
    public void A_broken_text_is_refused_with_its_place(string text, string expected)
    {
        Assert.False(Template.TryParse("t", text, TestData.Functions, out _, out TemplateError? error));
        Assert.Equal("t:" + expected, error.ToString());
    }

    [Theory]
    [InlineData("{{.s.x}}", "1:3: executing \"t\" at <.s.x>: can't evaluate field x in type string")]
    [InlineData("a\n  {{.obj.Nope}}", "2:5: executing \"t\" at <.obj.Nope>: can't evaluate field Nope in type Person")]
    [InlineData("{{.obj.Name 1}}", "1:3: executing \"t\" at <.obj.Name>: Name has arguments but is no function")]
    [InlineData("{{.map.x 1}}", "1:3: executing \"t\" at <.map.x>: x is no method but has arguments")]
    [InlineData("{{.obj.Greet}}", "1:3: executing \"t\" at <.obj.Greet>: error calling Greet: want 1 argument")]
    [InlineData("{{1 2}}", "1:3: executing \"t\" at <1>: can't give an argument to 1, which is no function")]
    [InlineData("{{nil}}", "1:3: executing \"t\" at <nil>: nil is not a command")]
    [InlineData("{{upper}}", "1:3: executing \"t\" at <upper>: wrong number of arguments for upper: want 1, got 0")]
    [InlineData("{{range3}}", "1:3: executing \"t\" at <range3>: wrong number of arguments for range3: want 1 to 3, got 0")]
    [InlineData("{{and}}", "1:3: executing \"t\" at <and>: wrong number of arguments for and: want at least 1, got 0")]
    [InlineData("{{printf}}", "1:3: executing \"t\" at <printf>: wrong number of arguments for printf: want at least 1, got 0")]
    [InlineData("{{printf 1}}", "1:3: executing \"t\" at <printf>: error calling printf: expected a format text, found a value of type int")]
    [InlineData("{{fail}}", "1:3: executing \"t\" at <fail>: error calling fail: told to fail")]
    [InlineData("{{eq 1 1.0}}", "1:3: executing \"t\" at <eq>: error calling eq: incompatible types for comparison: int and float64")]
    [InlineData("{{eq 1}}", "1:3: executing \"t\" at <eq>: error calling eq: missing argument for comparison")]
    [InlineData("{{eq .map .map}}", "1:3: executing \"t\" at <eq>: error calling eq: non-comparable types: map[string]interface {} and map[string]interface {}")]
    [InlineData("{{lt true false}}", "1:3: executing \"t\" at <lt>: error calling lt: invalid type for comparison: bool and bool")]
    [InlineData("{{gt .f 1}}", "1:3: executing \"t\" at <gt>: error calling gt: incompatible types for comparison: float64 and int")]
    [InlineData("{{len 3}}", "1:3: executing \"t\" at <len>: error calling len: len of type int")]
    [InlineData("{{len nil}}", "1:3: executing \"t\" at <len>: error calling len: len of nil")]
    [InlineData("{{index .list 3}}", "1:3: executing \"t\" at <index>: error calling index: index out of range: 3")]
    [InlineData("{{index .list \"x\"}}", "1:3: executing \"t\" at <index>: error calling index: cannot index with type string")]
    [InlineData("{{index .map 1}}", "1:3: executing \"t\" at <index>: error calling index: the key has type int; it should be a string")]
    [InlineData("{{index nil 1}}", "1:3: executing \"t\" at <index>: error calling index: index of nil")]
    [InlineData("{{index 5 1}}", "1:3: executing \"t\" at <index>: error calling index: can't index an item of type int")]
    [InlineData("{{slice \"abc\" 2 1}}", "1:3: executing \"t\" at <slice>: error calling slice: invalid slice index: 2 > 1")]
    [InlineData("{{slice \"abc\" 4}}", "1:3: executing \"t\" at <slice>: error calling slice: index out of range: 4")]
    [InlineData("{{slice 5}}", "1:3: executing \"t\" at <slice>: error calling slice: can't slice an item of type int")]
    [InlineData("{{range .s}}{{end}}", "1:9: executing \"t\" at <.s>: range can't iterate over a value of type string")]
    [InlineData("{{range $i, $x := 3}}{{end}}", "1:9: executing \"t\" at <$i, $x := 3>: a range over a whole number has one variable")]
    [InlineData("{{.fn}}", "1:3: executing \"t\" at <.fn>: can't print a function: .fn")]
    [InlineData("{{call 5}}", "1:3: executing \"t\" at <call>: error calling call: call of a value of type int, which is no function")]
    [InlineData("{{template \"nope\"}}", "1:3: executing \"t\" at <template>: template \"nope\" is not defined")]
    [InlineData("{{define \"in\"}}\n{{.x.y.z 1}}{{end}}{{template \"in\" .s}}", "2:3: executing \"in\" at <.x.y.z>: can't evaluate field x in type string")]
    [InlineData("{{.time.Format 1}}", "1:3: executing \"t\" at <.time.Format>: error calling Format: wrong type for value; expected string; got int")]
    public void A_failing_execution_says_what_failed_and_where(string text, string expected)
    {
        Assert.True(Template.TryParse("t", text, TestData.Functions, out Template? template, out TemplateError? error), error?.ToString());
        Assert.False(template.TryExecute(TestData.Root, null, out string output, out error));
        Assert.Equal("t:" + expected, error.ToString());
        Assert.Empty(output);
    }

    [Fact]
    public void Nesting_is_bounded_when_a_text_is_read()
    {
        string parentheses = new('(', 5000);
        string branches = string.Concat(Enumerable.Repeat("{{if 1}}", 5000));
        string blocks = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{{{block \"b{i}\" 1}}}}"));

        Assert.Contains("parentheses nested deeper than 100", Refusal("{{" + parentheses), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 200", Refusal(branches), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 200", Refusal(blocks), StringComparison.Ordinal);
    }

    private static string Refusal(string text)
    {
        Assert.False(Template.TryParse("t", text, TemplateFunctions.None, out _, out TemplateError? error));
        return error.Message;
    }
}
