using System.Globalization;

namespace Heed.Documents.Tests;

/// <summary>Each case is one scalar; the outcome is its value, or what is reported of it.</summary>
public sealed class ScalarReadingTests
{
    [Theory]
    [InlineData("bool", "true", "True")]
    [InlineData("bool", "FALSE", "False")]
    [InlineData("bool", "yes", "expected true or false, found \"yes\"")]
    [InlineData("bool", "'true'", "expected true or false, found \"true\"")]
    [InlineData("bool", "[x]", "expected true or false, found a list")]
    [InlineData("integer", "5", "5")]
    [InlineData("integer", "-5", "expected a whole number from 0 to 10, found \"-5\"")]
    [InlineData("integer", "11", "expected a whole number from 0 to 10, found \"11\"")]
    [InlineData("integer", "1.0", "expected a whole number from 0 to 10, found \"1.0\"")]
    [InlineData("integer", "x", "expected a whole number from 0 to 10, found \"x\"")]
    [InlineData("number", "0.5", "0.5")]
    [InlineData("number", "1e-1", "0.1")]
    [InlineData("number", "2", "expected a number from 0 to 1, found \"2\"")]
    [InlineData("number", "NaN", "expected a number from 0 to 1, found \"NaN\"")]
    [InlineData("any number", "-1e300", "-1E+300")]
    [InlineData("any number", "Infinity", "expected a number, found \"Infinity\"")]
    [InlineData("positive", "-1", "expected a number of at least 0, found \"-1\"")]
    [InlineData("ratio", "99.9%", "0.9990000000000001")]
    [InlineData("ratio", "0.999", "0.999")]
    [InlineData("ratio", "1%", "0.01")]
    [InlineData("ratio", "101%", "expected a share such as 99.9% or 0.999, from 0 to 1, found \"101%\"")]
    [InlineData("ratio", "'%'", "expected a share such as 99.9% or 0.999, from 0 to 1, found \"%\"")]
    [InlineData("duration", "5m", "00:05:00")]
    [InlineData("duration", "1s", "expected a duration from 1m to 1h, found \"1s\"")]
    [InlineData("duration", "2h", "expected a duration from 1m to 1h, found \"2h\"")]
    [InlineData("duration", "5 minutes", "expected a duration such as 30s, 5m, 1h30m or 90d, found \"5 minutes\"")]
    [InlineData("least duration", "1s", "expected a duration of at least 1m, found \"1s\"")]
    [InlineData("word", "red", "red")]
    [InlineData("word", "gren", "expected one of red, green, found \"gren\"; did you mean \"green\"")]
    [InlineData("word", "{a: 1}", "expected one of red, green, found a mapping")]
    [InlineData("text", "1", "1")]
    [InlineData("text", "'1'", "1")]
    [InlineData("text", "[1]", "expected a text, found a list")]
    [InlineData("texts", "[a, 1]", "a,1")]
    [InlineData("texts", "a", "expected a list, found \"a\"")]
    [InlineData("map", "{a: b, c: 1}", "a=b,c=1")]
    [InlineData("map", "a", "expected a mapping (key: value), found \"a\"")]
    public void A_scalar_is_read_or_reported(string what, string text, string expected)
    {
        Diagnostics diagnostics = new();
        DocumentNode node = Document.Parse("f", "k: " + text, diagnostics).Root.ReadMapping().Members[0].Value;
        string value = Read(node, what);
        string reported = string.Join(" + ", diagnostics.All.Select(d => d.Message + (d.Suggestion is null ? "" : $"; did you mean \"{d.Suggestion}\"")));

        Assert.Equal(expected, diagnostics.HasErrors ? reported : value);
    }

    private static string Read(DocumentNode node, string what)
    {
        object value = what switch
        {
            "bool" => node.ReadBool(),
            "integer" => node.ReadInteger(-1, 0, 10),
            "number" => node.ReadNumber(-1, 0, 1),
            "any number" => node.ReadNumber(-1),
            "positive" => node.ReadNumber(-1, 0),
            "ratio" => node.ReadRatio(-1),
            "duration" => node.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            "least duration" => node.ReadDuration(TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            "word" => node.ReadWord(["red", "green"], ""),
            "text" => node.ReadText(),
            "texts" => string.Join(',', node.ReadTextList()),
            _ => string.Join(',', node.ReadTextMap().Select(p => $"{p.Key}={p.Value}")),
        };
        return Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
