using Heed.Ingest.Exposition;

namespace Heed.Ingest.Tests.Exposition;

public sealed class OpenMetricsReaderTests
{
    [Theory]
    [InlineData("# EOF\n")]
    [InlineData("# EOF")]
    [InlineData("a 1\n# EOF\n", "a 1")]
    [InlineData("a{b=\"c\"} 1 1700000000.1234\n# EOF", "a{b=\"c\"} 1 @1700000000123")]
    [InlineData("a{b=\"c\",} 1 -1e3\n# EOF", "a{b=\"c\"} 1 @-1000000")]
    [InlineData("{\"a.b\",c=\"d\"} NaN\n# EOF", "{__name__=\"a.b\", c=\"d\"} NaN")]
    [InlineData("# TYPE a_seconds histogram\n# UNIT a_seconds seconds\n# HELP a_seconds x\\ny \n# EOF",
        "# a_seconds histogram [] ", "# a_seconds histogram [seconds] ", "# a_seconds histogram [seconds] x\ny ")]
    [InlineData("# TYPE a gaugehistogram\n# TYPE b info\n# TYPE c stateset\n# TYPE d unknown\n# UNIT d \n# EOF",
        "# a gaugehistogram [] ", "# b info [] ", "# c stateset [] ", "# d unknown [] ", "# d unknown [] ")]
    [InlineData("# TYPE f info\nf_info{x=\"1\"} 1\n# TYPE s stateset\ns{s=\"on\"} 1\ns{s=\"off\"} 0\n# EOF",
        "# f info [] ", "f_info{x=\"1\"} 1", "# s stateset [] ", "s{s=\"on\"} 1", "s{s=\"off\"} 0")]
    [InlineData("# TYPE a counter\na_total{b=\"c\"} 5\na_created{b=\"c\"} 1700000000.5\n# EOF",
        "# a counter [] ", "a_total{b=\"c\"} 5", "a_created{b=\"c\"} 1700000000.5 since 1700000000500")]
    [InlineData("# TYPE a gauge\na_created 5\n# EOF", "# a gauge [] ", "a_created 5")]
    [InlineData("# TYPE \"a.b\" counter\n{\"a.b_created\"} 5\n# EOF", "# a.b counter [] ", "{__name__=\"a.b_created\"} 5 since 5000")]
    [InlineData("a_bucket{le=\"1\"} 1 # {trace_id=\"x y\"} 0.5\na_bucket{le=\"2\"} 1 5 # {} 0.5 1.25\n# EOF", "a_bucket{le=\"1\"} 1", "a_bucket{le=\"2\"} 1 @5000")]
    public void Entries_are_read_as_Prometheus_reads_them(string body, params string[] expected)
    {
        (List<string> lines, ExpositionError? error) = Expositions.Read(ExpositionFormat.OpenMetrics, body);

        Assert.Null(error);
        Assert.Equal(expected, lines);
    }

    [Theory]
    [InlineData("", "line 1, column 1: expected # EOF, found the end of the body")]
    [InlineData("a 1\n", "line 2, column 1: expected # EOF, found the end of the body")]
    [InlineData("a 1", "line 1, column 4: expected the end of the line, found the end of the body")]
    [InlineData("\n# EOF", "line 1, column 1: expected a metric's name or '{', found the end of the line")]
    [InlineData("# EOF\na 1", "line 2, column 1: expected nothing behind # EOF, found 'a 1'")]
    [InlineData("# EOF\n\n", "line 2, column 1: expected nothing behind # EOF, found the end of the line")]
    [InlineData("# comment\n# EOF", "line 1, column 1: expected # HELP, # TYPE, # UNIT or # EOF, found '# comment'")]
    [InlineData("#EOF", "line 1, column 1: expected # HELP, # TYPE, # UNIT or # EOF, found '#EOF'")]
    [InlineData("a  1\n# EOF", "line 1, column 3: expected a number, found ' 1'")]
    [InlineData("a\t1\n# EOF", "line 1, column 2: expected one blank and a value, found '\t1'")]
    [InlineData("a{b=\"c\"}1\n# EOF", "line 1, column 9: expected one blank and a value, found '1'")]
    [InlineData("a{b =\"c\"} 1\n# EOF", "line 1, column 4: expected '=', found ' =\"c\"} 1'")]
    [InlineData("a 1 \n# EOF", "line 1, column 5: expected a time in seconds, found the end of the line")]
    [InlineData("a 1 NaN\n# EOF", "line 1, column 5: expected a time in seconds, found 'NaN'")]
    [InlineData("a 1 # {b=\"c\"}\n# EOF", "line 1, column 14: expected one blank and the exemplar's value, found the end of the line")]
    [InlineData("a 1 # {b=\"c\"} x\n# EOF", "line 1, column 15: expected a number, found 'x'")]
    [InlineData("a 1 # {\"b\"} 1\n# EOF", "line 1, column 8: expected a label: the metric has its name, found '\"b\"} 1'")]
    [InlineData("a 1 # {} 1 x\n# EOF", "line 1, column 12: expected a time in seconds, found 'x'")]
    [InlineData("# TYPE a untyped\n# EOF", "line 1, column 10: expected a type of metric, found 'untyped'")]
    [InlineData("# UNIT a seconds\n# EOF", "line 1, column 10: expected a unit that the metric's name ends with, found 'seconds'")]
    [InlineData("# HELP a\n# EOF", "line 1, column 9: expected one blank and a text, found the end of the line")]
    [InlineData("# HELP a b", "line 1, column 11: expected the end of the line, found the end of the body")]
    public void An_error_says_where_and_what(string body, string expected) =>
        Assert.Equal(expected, Expositions.Read(ExpositionFormat.OpenMetrics, body).Error?.ToString());

    [Fact]
    public void Exemplars_are_counted()
    {
        IExpositionReader reader = ExpositionFormats.Open(ExpositionFormat.OpenMetrics, "a 1 # {} 2\na 1\na 1 1 # {b=\"\"} 2 3\n# EOF\n"u8.ToArray());
        while (reader.Next() is not (ExpositionEntry.End or ExpositionEntry.Broken)) Assert.Null(reader.Error);

        Assert.Equal(2, reader.ExemplarCount);
    }
}
