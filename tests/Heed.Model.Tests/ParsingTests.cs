using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Model.Tests;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("retension", "retention")]
    [InlineData("RETENTION", "retention")]
    [InlineData("retnetion", "retention")]
    [InlineData("baselin", "baseline")]
    [InlineData("nmae", "name")]
    [InlineData("nam", "name")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("completely", null)]
    public void The_nearest_name_is_near_or_none(string written, string? expected) =>
        Assert.Equal(expected, NearestName.Find(written, ["name", "baseline", "retention"]));

    [Fact]
    public void Of_equally_near_names_the_first_wins_and_of_none_there_is_none()
    {
        Assert.Equal("min", NearestName.Find("mi", ["min", "mix"]));
        Assert.Null(NearestName.Find("a", []));
    }

    [Theory]
    [InlineData("a", true, true)]
    [InlineData("_a1", true, true)]
    [InlineData("a:b", true, false)]
    [InlineData(":a", true, false)]
    [InlineData("1a", false, false)]
    [InlineData("", false, false)]
    [InlineData("a-b", false, false)]
    [InlineData("é", false, false)]
    public void Identifiers_are_those_of_Prometheus(string name, bool metric, bool label)
    {
        Assert.Equal(metric, Identifiers.IsMetricName(name));
        Assert.Equal(label, Identifiers.IsLabelName(name));
    }

    [Theory]
    [InlineData("plain é", "\"plain é\"")]
    [InlineData("\"\\\n\r\t", "\"\\\"\\\\\\n\\r\\t\"")]
    [InlineData("\u0001\u007f", "\"\\x01\\x7f\"")]
    public void Texts_are_quoted(string text, string expected) => Assert.Equal(expected, Quoting.Quote(text));

    [Theory]
    [InlineData("ab\ncd", 0, 1, 1)]
    [InlineData("ab\ncd", 2, 1, 3)]
    [InlineData("ab\ncd", 3, 2, 1)]
    [InlineData("ab\ncd", 99, 2, 3)]
    public void An_error_knows_its_line_and_column(string text, int start, int line, int column) =>
        Assert.Equal((line, column), new ParseError("x", start, start).Locate(text));

    [Fact]
    public void A_failed_result_has_no_value()
    {
        ParseResult<int> failed = ParseResult<int>.Failure("expected a number", 3);

        Assert.Equal("expected a number", Assert.Throws<InvalidOperationException>(() => failed.Value).Message);
        Assert.Equal(5, ParseResult<int>.Success(5).Value);
    }

    [Fact]
    public void The_stable_hash_parts_lengths_and_orders()
    {
        HashSet<ulong> seen = [];
        string[][] parts = [["ab", "c"], ["a", "bc"], ["abc"], ["c", "ab"], ["abc", ""], [], [""], ["12345678"], ["123456789"]];
        foreach (string[] texts in parts)
        {
            StableHash hash = new(0);
            foreach (string text in texts) hash.Add(text);
            Assert.True(seen.Add(hash.ToUInt64()), string.Join(',', texts));
        }

        StableHash bytes = new(0);
        bytes.Add("a\0b\0"u8);
        StableHash chars = new(0);
        chars.Add("ab");
        Assert.Equal(bytes.ToUInt64(), chars.ToUInt64());
    }
}
