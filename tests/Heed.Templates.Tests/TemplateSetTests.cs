namespace Heed.Templates.Tests;

public sealed class TemplateSetTests
{
    [Fact]
    public void A_text_calls_the_templates_of_all_files()
    {
        TemplateSet set = Filled(new TemplateSet(TemplateFunctions.None), ("a.tmpl", "{{define \"a\"}}A{{template \"b\" .}}{{end}}"), ("b.tmpl", "{{define \"b\"}}B{{.}}{{end}}"));

        Assert.Equal("AB1!", Run(set, "{{template \"a\" 1}}!"));
        Assert.Equal(["a", "a.tmpl", "b", "b.tmpl"], set.Names);
    }

    [Fact]
    public void A_later_file_replaces_a_definition_unless_its_own_is_blank()
    {
        TemplateSet set = Filled(new TemplateSet(TemplateFunctions.None), ("1", "{{define \"a\"}}one{{end}}"), ("2", "{{define \"a\"}}two{{end}}"), ("3", "{{define \"a\"}} {{end}}"));

        Assert.Equal("two", Run(set, "{{template \"a\"}}"));
    }

    [Fact]
    public void What_a_text_defines_stays_in_the_text()
    {
        TemplateSet set = Filled(new TemplateSet(TemplateFunctions.None), ("1", "{{define \"a\"}}one{{end}}"));

        Assert.Equal("mine", Run(set, "{{define \"a\"}}mine{{end}}{{template \"a\"}}"));
        Assert.Equal("one", Run(set, "{{template \"a\"}}"));
    }

    [Fact]
    public void A_broken_file_adds_nothing()
    {
        TemplateSet set = new(TemplateFunctions.None);

        Assert.False(set.TryAdd("x.tmpl", "{{define \"a\"}}A{{end}}{{", out TemplateError? error));
        Assert.Equal("x.tmpl:1:25: unclosed action", error.ToString());
        Assert.False(set.Has("a"));
    }

    [Fact]
    public void A_mistake_in_a_called_template_names_its_own_file()
    {
        TemplateSet set = Filled(new TemplateSet(TemplateFunctions.None), ("lib.tmpl", "\n{{define \"a\"}}{{len .}}{{end}}"));

        Assert.False(set.TryExecute("text", "{{template \"a\" 5}}", null, null, out _, out TemplateError? error));
        Assert.Equal(("lib.tmpl", 2, 17), (error.Template, error.Line, error.Column));
    }

    [Fact]
    public void Declared_variables_are_given_at_execution_and_hidden_from_definitions()
    {
        TemplateSet set = new(TemplateFunctions.None, new TemplateOptions { Variables = ["value", "labels"], MissingKey = MissingKey.EmptyText });
        Dictionary<string, object?> variables = new() { ["value"] = 1.5, ["labels"] = new Dictionary<string, string> { ["job"] = "api" } };

        Assert.True(set.TryExecute("t", "{{$value}} {{$labels.job}} [{{$labels.none}}]", null, variables, out string output, out _));
        Assert.Equal("1.5 api []", output);
        Assert.True(set.TryExecute("t", "{{$value}}", null, null, out output, out _));
        Assert.Equal("<no value>", output);
        Assert.False(set.TryParse("t", "{{define \"a\"}}{{$value}}{{end}}", out _, out TemplateError? error));
        Assert.Equal("undefined variable $value", error.Message);
    }

    [Theory]
    [InlineData(MissingKey.NoValue, "{{.m.x}}", "<no value>")]
    [InlineData(MissingKey.NoValue, "{{.t.x}}", "<no value>")]
    [InlineData(MissingKey.EmptyText, "{{.m.x}}{{.t.x}}{{.x}}", "")]
    [InlineData(MissingKey.EmptyText, "{{index .m \"x\"}}{{index .t \"x\"}}", "")]
    [InlineData(MissingKey.Error, "{{.m.x}}", "t:1:3: executing \"t\" at <.m.x>: the map has no entry for the key \"x\"")]
    [InlineData(MissingKey.Error, "{{.n.x}}", "t:1:3: executing \"t\" at <.n.x>: nil data; no entry for key \"x\"")]
    public void A_missing_key_is_what_the_option_says(MissingKey option, string text, string expected)
    {
        TemplateSet set = new(TemplateFunctions.None, new TemplateOptions { MissingKey = option });
        Dictionary<string, object?> data = new() { ["m"] = new Dictionary<string, object?>(), ["t"] = new Dictionary<string, string>(), ["n"] = null };
        bool done = set.TryExecute("t", text, data, null, out string output, out TemplateError? error);

        Assert.Equal(expected, done ? output : error!.ToString());
    }

    [Theory]
    [InlineData("{{range 100}}0123456789{{end}}", "the output is longer than 500 characters")]
    [InlineData("{{range 1000000000}}{{end}}", "the execution takes more than 2000 steps")]
    [InlineData("{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", "templates call each other deeper than 20")]
    [InlineData("{{range 20}}{{$x := big 100000}}{{end}}", "the execution takes more than 2000 steps")]
    [InlineData("{{$x := printf \"%900000d\" 1}}", "the execution takes more than 2000 steps")]
    public void An_execution_stays_within_its_bounds(string text, string expected)
    {
        TemplateSet set = new(TestData.Functions, new TemplateOptions { MaxOutput = 500, MaxSteps = 2000, MaxDepth = 20 });

        Assert.False(set.TryExecute("t", text, null, null, out _, out TemplateError? error));
        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_depth_is_within_what_the_stack_carries()
    {
        TemplateSet set = new(TemplateFunctions.None);
        const string Text = "{{define \"a\"}}{{with 1}}{{range 1}}{{if true}}{{with (and (or (and 1)))}}{{template \"a\"}}{{end}}{{end}}{{end}}{{end}}{{end}}{{template \"a\"}}";

        Assert.False(set.TryExecute("t", Text, null, null, out _, out TemplateError? error));
        Assert.EndsWith("deeper than 100", error.Message, StringComparison.Ordinal);
    }

    private static TemplateSet Filled(TemplateSet set, params ReadOnlySpan<(string Name, string Text)> files)
    {
        foreach ((string name, string text) in files) Assert.True(set.TryAdd(name, text, out TemplateError? error), error?.ToString());
        return set;
    }

    private static string Run(TemplateSet set, string text)
    {
        Assert.True(set.TryExecute("t", text, null, null, out string output, out TemplateError? error), error?.ToString());
        return output;
    }
}
