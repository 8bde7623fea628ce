using System.Text.Json;

using Heed.Statistics.Distances;
using Heed.Statistics.Tests.Golden;

namespace Heed.Statistics.Tests;

public sealed class TotalVariationTests
{
    [Fact]
    public void Is_the_share_that_would_have_to_move()
    {
        Assert.Equal(0.25, TotalVariation.Compare([50, 50], [75, 25]), 14);
        Assert.Equal(1, TotalVariation.Compare([3, 0], [0, 9]), 14);
        Assert.Equal(0, TotalVariation.Compare([1, 2, 3], [10, 20, 30]), 14);
        Assert.True(double.IsNaN(TotalVariation.Compare([0, 0], [1, 2])));
    }

    [Fact]
    public void Agrees_with_the_golden_vectors()
    {
        if (GoldenVectors.Of("histogram_distances") is not { } vectors) return;
        int compared = 0;
        foreach (JsonElement one in vectors.Cases)
        {
            double[] p = GoldenVectors.Sample(one.GetProperty("input").GetProperty("p"));
            double[] q = GoldenVectors.Sample(one.GetProperty("input").GetProperty("q"));
            bool counts = p.Concat(q).All(v => v >= 0 && v == Math.Floor(v));
            if (GoldenVectors.IsError(one) || !counts) continue;
            vectors.Agree(one, "total_variation", TotalVariation.Compare([.. p.Select(v => (long)v)], [.. q.Select(v => (long)v)]));
            compared++;
        }

        Assert.True(compared >= 8);
    }
}
