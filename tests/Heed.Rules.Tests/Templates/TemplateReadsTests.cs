using Heed.Rules.Templates;

namespace Heed.Rules.Tests.Templates;

public sealed class TemplateReadsTests
{
    [Theory]
    [InlineData("no action at all", "")]
    [InlineData("""{{ with query "count(own:burn)" }}{{ . | first | value }}{{ end }}""", "count own:burn")]
    [InlineData("""{{ range query (printf "a{b=%q} >= 1" $labels.b) }}{{ .Value }}{{ end }}""", "a b")]
    [InlineData("""{{ $own := printf "{m=%q, k=\"x\"}" $labels.m }}{{ with query (printf "round(100 * a%s / b%s, 0.1)" $own $own) }}{{ end }}""", "round a b")]
    public void Words_of_queries_that_no_value_can_change_are_found(string text, string expected)
    {
        SortedSet<string> words = new(StringComparer.Ordinal);
        Assert.True(TemplateReads.TryAdd(text, words));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), words);
    }

    [Theory]
    [InlineData("""{{ query .Labels.expr }}""")]
    [InlineData("""{{ query $labels.expr }}""")]
    [InlineData("""{{ "up" | query }}""")]
    [InlineData("""{{ query (printf "%s" $labels.expr) }}""")]
    [InlineData("""{{ query (printf "a%s" $labels.rest) }}""")]
    [InlineData("""{{ query (printf "a_%v" $value) }}""")]
    [InlineData("""{{ query (printf "{__name__=%q}" $labels.name) }}""")]
    [InlineData("""{{ query (printf "{job=%q}" $labels.job) }}""")]
    [InlineData("""{{ query (printf "sum({job=%q})" $labels.job) }}""")]
    [InlineData("""{{ $own := printf "{m=%q}" $labels.m }}{{ query (printf "sum(%s)" $own) }}""")]
    [InlineData("""{{ $own := printf "{m=%s}" $labels.m }}{{ query (printf "a%s" $own) }}""")]
    [InlineData("""{{ $own := printf "{m=%q} or b" $labels.m }}{{ query (printf "a%s" $own) }}""")]
    [InlineData("""{{ $own := printf "{m=%q}" $labels.m }}{{ $own = $labels.m }}{{ query (printf "a%s" $own) }}""")]
    [InlineData("""{{ $own := printf "{m=%q}" $labels.m | reReplaceAll "x" "y" }}{{ query (printf "a%s" $own) }}""")]
    [InlineData("""run this query: {{ query "up" }}""")]
    public void A_query_that_a_value_may_change_may_read_anything(string text) => Assert.False(TemplateReads.TryAdd(text, new HashSet<string>()));
}
