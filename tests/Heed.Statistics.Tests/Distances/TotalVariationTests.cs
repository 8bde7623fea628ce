using Heed.Statistics.Distances;

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
}
