using Heed.Model.Labels;
using Heed.Rules.Tests.Groups;

namespace Heed.Rules.Tests.Templates;

public sealed class TemplateFunctionTests
{
    /// <summary>Templates whose outcome Prometheus 2.42 does not show, because it does not know them or words its errors otherwise.</summary>
    [Theory]
    [InlineData("{{ urlQueryEscape \"a b&c=d/ü~\" }}", "a+b%26c%3Dd%2F%C3%BC~")]
    [InlineData("{{ now | humanizeTimestamp }}", "2023-11-14 22:14:00 +0000 UTC")]
    [InlineData("{{ toDuration 90 }}", "1m30s")]
    [InlineData("{{ humanize \"x\" }}", "*expected a number, found \"x\"")]
    [InlineData("{{ humanize .Labels }}", "*expected a number, found")]
    [InlineData("{{ humanizeTimestamp 1e30 }}", "*1e+30 seconds are no time that can be shown")]
    [InlineData("{{ parseDuration \"soon\" }}", "*expected a duration such as 30s, 5m, 1h30m or 90d, found \"soon\"")]
    [InlineData("{{ match \"(\" \"x\" }}", "*invalid regular expression \"(\"")]
    [InlineData("{{ query \"mean(m)\" }}", "*unknown function with name \"mean\"")]
    [InlineData("{{ query \"nothing\" | first }}", "*expected a vector with an element, found an empty one")]
    [InlineData("{{ first \"x\" }}", "*expected the result of a query, found \"x\"")]
    [InlineData("{{ value 3 }}", "*expected an element of a query's result, found 3")]
    [InlineData("{{ $labels.none }}|{{ .Labels.none }}", "|")]
    public void Each_function_says_what_it_does(string template, string expected)
    {
        string actual = Expand(template);
        if (expected.StartsWith('*')) Assert.Contains(expected[1..], actual, StringComparison.Ordinal);
        else Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_template_loops_over_what_it_queries() =>
        Assert.Equal("m{k=\"a\"} is 1; ", Expand("{{ range query \"m\" }}{{ .Labels.__name__ }}{k=\"{{ .Labels.k }}\"} is {{ .Value }}; {{ end }}"));

    private static string Expand(string template)
    {
        string quoted = template.Replace("'", "''", StringComparison.Ordinal);
        RuleStory story = new($"groups: [{{ name: g, rules: [{{ alert: A, expr: m, annotations: {{ t: '{quoted}' }} }}] }}]");
        story.Write("m", "1", 0, ("k", "a")).RunTo(0);
        LabelSet annotations = Assert.Single(story.Sent).Annotations;
        return annotations.Get("t");
    }
}
