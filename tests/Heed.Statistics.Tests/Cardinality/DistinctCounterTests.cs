using Heed.Statistics.Cardinality;

namespace Heed.Statistics.Tests;

public sealed class DistinctCounterTests
{
    [Theory]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(20_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void Is_within_two_percent(int distinct)
    {
        for (long salt = 1; salt <= 4; salt++)
        {
            DistinctCounter counter = new();
            for (long i = 0; i < distinct; i++) counter.Add((salt << 40) + i);
            for (long i = 0; i < Math.Min(1000, distinct); i++) counter.Add((salt << 40) + i);
            Assert.Equal(distinct <= DistinctCounter.ExactLimit, counter.IsExact);
            Assert.InRange(counter.Count, distinct * (counter.IsExact ? 1 : 0.98), distinct * (counter.IsExact ? 1 : 1.02));
        }
    }

    [Theory]
    [InlineData(500, 400)]
    [InlineData(900, 900)]
    [InlineData(5_000, 700)]
    [InlineData(700, 5_000)]
    [InlineData(9_000, 8_000)]
    public void Merging_is_the_same_as_counting_the_union(int first, int second)
    {
        DistinctCounter whole = new();
        DistinctCounter a = new();
        DistinctCounter b = new();
        for (int i = 0; i < first; i++)
        {
            a.Add($"value {i}");
            whole.Add($"value {i}");
        }

        for (int i = first / 2; i < (first / 2) + second; i++)
        {
            b.Add($"value {i}");
            whole.Add($"value {i}");
        }

        a.MergeFrom(b);
        Assert.Equal(whole.Count, a.Count);
        Assert.Equal(whole.IsExact, a.IsExact);
        a.MergeFrom(a);
        Assert.Equal(whole.Count, a.Count);
    }

    [Fact]
    public void Zero_and_NaN_are_one_value_each_and_bytes_count_as_such()
    {
        DistinctCounter counter = new();
        Assert.Equal(0, counter.Count);
        foreach (double value in new[] { 0.0, -0.0, double.NaN, -double.NaN, 1, double.PositiveInfinity }) counter.Add(value);
        Assert.Equal(4, counter.Count);
        for (int length = 0; length < 40; length++) counter.Add(new byte[length]);
        Assert.Equal(44, counter.Count);
    }
}
