using System.Text;

using Heed.Model.Labels;
using Heed.Query.Execution.Aggregations;

namespace Heed.Query.Tests.Aggregations;

public sealed class RatioHashTests
{
    /// <summary>The published test vectors of xxHash.</summary>
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void The_hash_is_xxHash(string text, ulong hash) => Assert.Equal(hash, XxHash64.Of(Encoding.UTF8.GetBytes(text)));

    /// <summary>The places come from a second implementation, in Python, of hash and layout.</summary>
    [Theory]
    [InlineData("m", 0.2619608527719138)]
    [InlineData("m{a=\"b\"}", 0.8530631804558182)]
    [InlineData("http_requests_total{instance=\"10.0.0.1:9090\", job=\"api\"}", 0.05212437223847208)]
    [InlineData("m{stadt=\"Köln\"}", 0.3472939414808729)]
    public void A_series_has_the_place_that_Prometheus_gives_it(string series, double place) =>
        Assert.Equal(place, RatioHash.PlaceOf(TestData.Labels(series)), 15);

    [Fact]
    public void Long_values_carry_their_length_in_four_bytes() =>
        Assert.Equal(0.7405734428837555, RatioHash.PlaceOf(LabelSet.Of(("__name__", "m"), ("long", new string('x', 300)))), 15);

    [Fact]
    public void A_ratio_keeps_what_lies_below_it_and_its_complement_the_rest()
    {
        TestData data = new TestData().Add("m", 1000, 1).Add("m{a=\"b\"}", 1000, 1).Add("m{stadt=\"Köln\"}", 1000, 1);

        Assert.Equal(["m 1"], data.Vector("limit_ratio(0.3, m)", 0));
        Assert.Equal(["m{a=\"b\"} 1", "m{stadt=\"Köln\"} 1"], data.Vector("limit_ratio(-0.7, m)", 0));
    }
}
