using Heed.Ingest.Exposition;

namespace Heed.Ingest.Tests.Exposition;

public sealed class TextExpositionReaderTests
{
    [Theory]
    [InlineData("a 1\n", "a 1")]
    [InlineData("a 1", "a 1")]
    [InlineData("\n\n  a\t 1 \t\n\n", "a 1")]
    [InlineData("a{b=\"c\"} 1 1700000000123", "a{b=\"c\"} 1 @1700000000123")]
    [InlineData("a{b=\"c\"}1", "a{b=\"c\"} 1")]
    [InlineData("a { b = \"c\" , d=\"e\", } +Inf -5", "a{b=\"c\", d=\"e\"} Infinity @-5")]
    [InlineData("{\"a.b\"} 1", "{__name__=\"a.b\"} 1")]
    [InlineData("{\"a.b\",\"ü x\"=\"y\", c=\"d\"} 1e3", "{__name__=\"a.b\", c=\"d\", \"ü x\"=\"y\"} 1000")]
    [InlineData("{b=\"c\",\"a\"} 1", "a{b=\"c\"} 1")]
    [InlineData("a{} 1", "a 1")]
    [InlineData("a{b=\"\"} 1", "a 1")]
    [InlineData("a:b_1{_c9=\"\"} NaN", "a:b_1 NaN")]
    [InlineData("a{b=\"x\\\\y\\\"z\\n\\t{},\"} -0.5", "a{b=\"x\\\\y\\\"z\\n\\\\t{},\"} -0.5")]
    [InlineData("a{b=\"\U0001F600 é\"} .5", "a{b=\"\U0001F600 é\"} 0.5")]
    [InlineData("a -Inf\na inf\na +1\na 1_\n", "a -Infinity", "a Infinity", "a 1", "! line 4, column 3: expected a number, found '1_'")]
    public void Samples_are_read_as_Prometheus_reads_them(string body, params string[] expected) => AssertRead(ExpositionFormat.Text, body, expected);

    [Theory]
    [InlineData("# HELP a b c\n# TYPE a counter\na 1\n", "# a unknown [] b c", "# a counter [] b c", "a 1")]
    [InlineData("# HELP a x\\\\y\\n\"z\"\na 1", "# a unknown [] x\\y\n\"z\"", "a 1")]
    [InlineData("# HELP a\n# TYPE  \"b.c\" gauge\n", "# a unknown [] ", "# b.c gauge [] ")]
    [InlineData("#no space\n# other\n#\n# \n# HELPa b\n# UNIT a b\n# EOF\na 1\n", "a 1")]
    [InlineData("# TYPE a untyped\n# HELP b c\n", "# a unknown [] ", "# b unknown [] c")]
    [InlineData("# TYPE a summary\na{quantile=\"1\"} 2\n# TYPE b histogram\nb_bucket{le=\"10\"} 1\nb_bucket{le=\"1e6\"} 1\nb_bucket{le=\"+Inf\"} 1",
        "# a summary [] ", "a{quantile=\"1.0\"} 2", "# b histogram [] ", "b_bucket{le=\"10.0\"} 1", "b_bucket{le=\"1e+06\"} 1", "b_bucket{le=\"+Inf\"} 1")]
    [InlineData("# TYPE a gauge\na{le=\"1\",quantile=\"x\"} 2", "# a gauge [] ", "a{le=\"1\", quantile=\"x\"} 2")]
    public void Lines_of_metadata_are_told(string body, params string[] expected) => AssertRead(ExpositionFormat.Text, body, expected);

    [Theory]
    [InlineData("a 1\nb", "line 2, column 2: expected a number, found the end of the body")]
    [InlineData("a\n", "line 1, column 2: expected a number, found the end of the line")]
    [InlineData("a{b=\"c\"\n", "line 1, column 8: expected ',' or '}', found the end of the line")]
    [InlineData("é 1\n", "line 1, column 1: expected a metric's name or '{', found 'é 1'")]
    [InlineData("a{é=\"1\"} 1\n", "line 1, column 3: expected a label's name, found 'é=\"1\"} 1'")]
    [InlineData("{\"é\" x=\"1\"} 1\n", "line 1, column 6: expected '=', found 'x=\"1\"} 1'")]
    [InlineData("a{b} 1", "line 1, column 4: expected '=', found '} 1'")]
    [InlineData("a{b=c} 1", "line 1, column 5: expected a label's value in quotes, found 'c} 1'")]
    [InlineData("a{b=\"c} 1\nd 1", "line 1, column 5: expected a closing quote on this line, found '\"c} 1'")]
    [InlineData("a{b=\"c\\\"} 1", "line 1, column 5: expected a closing quote on this line, found '\"c\\\"} 1'")]
    [InlineData("a{b=\"c\"d=\"e\"} 1", "line 1, column 8: expected ',' or '}', found 'd=\"e\"} 1'")]
    [InlineData("{b=\"c\"} 1", "line 1, column 1: expected a metric's name among the labels, found '{b=\"c\"} 1'")]
    [InlineData("{\"a\",\"b\"} 1", "line 1, column 6: expected a label: the metric has its name, found '\"b\"} 1'")]
    [InlineData("a 1 1.5", "line 1, column 5: expected a time in whole milliseconds, found '1.5'")]
    [InlineData("a 1 1 1", "line 1, column 7: expected the end of the line, found '1'")]
    [InlineData("a 0x1p3", "line 1, column 3: expected a number, found '0x1p3'")]
    [InlineData("a 1\r\n", "line 1, column 4: expected a time in whole milliseconds, found '\r'")]
    [InlineData("# TYPE a frequency\n", "line 1, column 10: expected a type of metric, found 'frequency'")]
    [InlineData("# TYPE a\n", "line 1, column 9: expected one blank and a text, found the end of the line")]
    [InlineData("# HELP 9a b\n", "line 1, column 8: expected a metric's name, found '9a b'")]
    [InlineData("a{b=\"1\",b=\"2\"} 1", "line 1, column 10: expected each label once, not \"b\" again, found '=\"2\"} 1'")]
    [InlineData("a 1e999", "line 1, column 3: expected a number, found '1e999'")]
    public void An_error_says_where_and_what(string body, string expected) =>
        Assert.Equal(expected, Expositions.Read(ExpositionFormat.Text, body).Error?.ToString());

    private static void AssertRead(ExpositionFormat format, string body, string[] expected)
    {
        (List<string> lines, ExpositionError? error) = Expositions.Read(format, body);
        if (error is not null) lines.Add($"! {error}");
        Assert.Equal(expected, lines);
    }
}
