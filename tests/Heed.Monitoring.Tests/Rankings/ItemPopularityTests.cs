using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Tests.Rankings;

public sealed class ItemPopularityTests
{
    [Fact]
    public void Popularity_is_the_share_of_showings_of_less_popular_items_with_ties_in_the_middle()
    {
        ItemPopularity popularity = ItemPopularity.Of(new Dictionary<uint, long> { [1] = 50, [2] = 20, [3] = 20, [4] = 10 });
        Assert.Equal([0.75f, 0.3f, 0.3f, 0.05f], new[] { popularity.Of(1), popularity.Of(2), popularity.Of(3), popularity.Of(4) });
        Assert.Equal(0, popularity.Of(5));
    }

    [Fact]
    public void The_popularity_of_a_random_showing_is_a_half_on_average()
    {
        Random random = new(1);
        Dictionary<uint, long> showings = Enumerable.Range(1, 500).ToDictionary(i => (uint)i, _ => (long)random.Next(1, 1000));
        ItemPopularity popularity = ItemPopularity.Of(showings);
        Assert.Equal(0.5, showings.Sum(s => s.Value * (double)popularity.Of(s.Key)) / showings.Values.Sum(), 4);
    }

    [Fact]
    public void A_list_has_the_mean_of_its_items_and_an_empty_one_none()
    {
        ItemPopularity popularity = ItemPopularity.Of(new Dictionary<uint, long> { [1] = 50, [2] = 50 - 1, [3] = 1 });
        Assert.Equal((popularity.Of(1) + popularity.Of(3)) / 2.0, popularity.OfList([1, 3, ItemKey.None]), 1e-7);
        Assert.True(double.IsNaN(popularity.OfList([ItemKey.None])));
    }

    [Fact]
    public void A_catalogue_of_any_size_takes_bounded_space()
    {
        Dictionary<uint, long> showings = Enumerable.Range(1, 20_000).ToDictionary(i => (uint)i, i => (long)i);
        ItemPopularity popularity = ItemPopularity.Of(showings);
        Assert.Equal(ItemPopularity.MostItems, popularity.Keys.Length);
        Assert.True(popularity.Of(20_000) > 0.99);
        Assert.Equal(0, popularity.Of(1));
    }
}
