namespace Heed.Templates.Tests;

/// <summary>The language's own functions over <see cref="TestData.Root"/>.</summary>
public sealed class BuiltinTests
{
    [Theory]
    [InlineData("and 1 0", "0")]
    [InlineData("and 1 2", "2")]
    [InlineData("and .empty (fail)", "")]
    [InlineData("or 0 .s", "text")]
    [InlineData("or .s (fail)", "text")]
    [InlineData("or 0 .empty", "")]
    [InlineData("1 | and 0", "0")]
    [InlineData("5 | or 0", "5")]
    [InlineData("not .s", "false")]
    [InlineData("not .n", "true")]
    [InlineData("eq 1 1", "true")]
    [InlineData("eq 1 2 3 1", "true")]
    [InlineData("eq 1 2 3", "false")]
    [InlineData("eq .s \"text\"", "true")]
    [InlineData("eq .n nil", "true")]
    [InlineData("eq .s nil", "false")]
    [InlineData("eq true .t", "true")]
    [InlineData("eq .nan .nan", "false")]
    [InlineData("eq 'a' 97", "true")]
    [InlineData("ne 1 2", "true")]
    [InlineData("ne \"a\" \"a\"", "false")]
    [InlineData("lt 1 2", "true")]
    [InlineData("lt \"Z\" \"a\"", "true")]
    [InlineData("lt .f 2.5", "false")]
    [InlineData("le .f 2.5", "true")]
    [InlineData("gt 3 2", "true")]
    [InlineData("ge 2 3", "false")]
    [InlineData("lt .nan 1.0", "false")]
    [InlineData("le .nan 1.0", "false")]
    [InlineData("gt .nan 1.0", "true")]
    [InlineData("ge .nan 1.0", "true")]
    [InlineData("len \"héé\"", "5")]
    [InlineData("len .map", "2")]
    [InlineData("len .labels", "2")]
    [InlineData("index .list 1", "b")]
    [InlineData("index .map \"x\"", "1")]
    [InlineData("index .labels \"zzz\"", "")]
    [InlineData("index .map \"zzz\"", "<no value>")]
    [InlineData("index (pair (pair 1 2) 3) 0 1", "2")]
    [InlineData("index \"abc\" 1", "98")]
    [InlineData("index .list", "[a b c]")]
    [InlineData("slice \"abcdef\" 1 3", "bc")]
    [InlineData("slice .list 1", "[b c]")]
    [InlineData("slice .list 0 1 2", "[a]")]
    [InlineData("slice .list", "[a b c]")]
    [InlineData("print 1 2 \"a\" 3 4", "1 2a3 4")]
    [InlineData("print \"a\" \"b\"", "ab")]
    [InlineData("print nil 1", "<nil> 1")]
    [InlineData("println \"a\" 1 true", "a 1 true\n")]
    [InlineData("print", "")]
    [InlineData("html \"<a href='x'>&\\\"</a>\"", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;&lt;/a&gt;")]
    [InlineData("js \"it's \\\"<b>\\\" = \\n é\"", "it\\'s \\\"\\u003Cb\\u003E\\\" \\u003D \\u000A é")]
    [InlineData("urlquery \"a b&c=é/~\"", "a+b%26c%3D%C3%A9%2F~")]
    [InlineData("html 1 2", "1 2")]
    public void Builtins(string action, string expected)
    {
        Assert.True(Template.TryParse("t", $"{{{{{action}}}}}", TestData.Functions, out Template? template, out TemplateError? error), error?.ToString());
        Assert.True(template.TryExecute(TestData.Root, null, out string output, out error), error?.ToString());
        Assert.Equal(expected, output);
    }

    [Fact]
    public void A_function_of_the_caller_replaces_one_of_the_language()
    {
        TemplateFunctions functions = TemplateFunctions.None.With("len", 1, _ => "mine").With("and", 2, _ => "both");
        Assert.True(Template.TryParse("t", "{{len 1}} {{and 0 1}}", functions, out Template? template, out _));
        Assert.True(template.TryExecute(null, null, out string output, out _));

        Assert.Equal("mine both", output);
    }
}
