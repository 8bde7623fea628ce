using System.Text;

using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Model.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1ms", 1)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("90d", 7_776_000_000)]
    [InlineData("1w", 604_800_000)]
    [InlineData("1y2w3d4h5m6s7ms", 33_019_506_007)]
    [InlineData("0s", 0)]
    [InlineData("010s", 10_000)]
    public void A_duration_is_read(string text, long milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), PrometheusDuration.Parse(text).Value);

    [Theory]
    [InlineData("", 0)]
    [InlineData("5", 0)]
    [InlineData("m", 0)]
    [InlineData("5 m", 0)]
    [InlineData("-5m", 0)]
    [InlineData("1.5h", 0)]
    [InlineData("1m1h", 2)]
    [InlineData("1m1m", 2)]
    [InlineData("5x", 0)]
    [InlineData("1h30", 2)]
    [InlineData("99999999999999999999y", 0)]
    [InlineData("30000y", 0)]
    [InlineData("5M", 0)]
    public void A_text_that_is_no_duration_is_refused_at_its_place(string text, int position)
    {
        ParseResult<TimeSpan> result = PrometheusDuration.Parse(text);

        Assert.False(result.IsSuccess);
        Assert.Equal(position, result.Error.Start);
        Assert.StartsWith("expected a duration such as 30s, 5m, 1h30m or 90d, found ", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1500, "1s500ms")]
    [InlineData(-1500, "-1s500ms")]
    [InlineData(604_800_000, "1w")]
    [InlineData(691_200_000, "8d")]
    [InlineData(31_536_000_000, "1y")]
    [InlineData(5_400_000, "1h30m")]
    public void A_duration_is_written_in_its_shortest_form(long milliseconds, string expected) =>
        Assert.Equal(expected, PrometheusDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Written_durations_read_back_as_themselves()
    {
        Random random = new(11);
        for (int i = 0; i < 2000; i++)
        {
            TimeSpan duration = TimeSpan.FromMilliseconds(random.NextInt64(1L << random.Next(1, 45)));
            Assert.Equal(duration, PrometheusDuration.Parse(PrometheusDuration.Format(duration)).Value);
        }
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2026-03-01T00:00:12.345Z", 1_772_323_212_345)]
    [InlineData("2026-03-01t00:00:12.345z", 1_772_323_212_345)]
    [InlineData("2026-03-01 00:00:12.3456789Z", 1_772_323_212_345)]
    [InlineData("2026-03-01T01:30:12.345+01:30", 1_772_323_212_345)]
    [InlineData("2026-02-28T23:00:12.345-01:00", 1_772_323_212_345)]
    [InlineData("1969-12-31T23:59:59.999Z", -1)]
    [InlineData("2024-02-29T00:00:00Z", 1_709_164_800_000)]
    [InlineData("2016-12-31T23:59:60Z", 1_483_228_800_000)]
    [InlineData("2026-03-01T00:00:12.3Z", 1_772_323_212_300)]
    public void A_time_is_read_as_text_and_as_bytes(string text, long expected)
    {
        Assert.True(Rfc3339.TryParse(text, out long fromText));
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out long fromBytes));
        Assert.Equal((expected, expected), (fromText, fromBytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T00:00:00")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T00:60:00Z")]
    [InlineData("2026-03-01T00:00:61Z")]
    [InlineData("2026-03-01T00:00:00.Z")]
    [InlineData("2026-03-01T00:00:00+1:00")]
    [InlineData("2026-03-01T00:00:00+24:00")]
    [InlineData("2026-03-01T00:00:00Zx")]
    [InlineData("2026-03-01T00:00:0éZ")]
    [InlineData("2026/03/01T00:00:00Z")]
    public void A_text_that_is_no_time_is_refused(string text)
    {
        Assert.False(Rfc3339.TryParse(text, out _));
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void Written_times_read_back_as_themselves()
    {
        Random random = new(13);
        for (int i = 0; i < 2000; i++)
        {
            long time = random.NextInt64(-62_135_596_800_000, 253_402_300_799_999);
            Assert.True(Rfc3339.TryParse(Rfc3339.Format(time), out long read));
            Assert.Equal(time, read);
        }

        Assert.Equal("2026-03-01T00:00:12Z", Rfc3339.Format(1_772_323_212_000));
        Assert.Equal("2026-03-01T00:00:12.345Z", Rfc3339.Format(1_772_323_212_345));
    }
}
