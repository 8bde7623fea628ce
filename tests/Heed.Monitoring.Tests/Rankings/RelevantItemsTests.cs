using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Tests.Rankings;

public sealed class RelevantItemsTests
{
    private readonly RelevantItems _items = new();

    [Fact]
    public void Items_are_kept_once_by_falling_grade_and_the_last_grade_counts()
    {
        _items.Read([(7, 1), (9, 2), (7, 3), (5, 0), (9, 0), (4, 3), (3, float.NaN), (2, -1)]);
        Assert.Equal([4u, 7u], _items.Keys.ToArray());
        Assert.Equal([3f, 3f], _items.Grades.ToArray());
        Assert.Equal(2, _items.Total);
    }

    [Fact]
    public void Equal_labels_have_equal_hashes_in_any_order_and_others_do_not()
    {
        Dictionary<ulong, string> seen = [];
        (uint, float)[][] labels = [[], [(1, 1)], [(1, 2)], [(2, 1)], [(1, 1), (2, 1)], [(1, 2), (2, 1)], [(1, 1), (2, 2)]];
        foreach ((uint, float)[] label in labels)
        {
            _items.Read(label);
            ulong hash = _items.ToHash();
            Assert.True(seen.TryAdd(hash, string.Join(",", label)));
            _items.Read([.. label.Reverse(), .. label]);
            Assert.Equal(hash, _items.ToHash());
        }
    }

    [Fact]
    public void A_label_that_waits_is_the_same_afterwards()
    {
        Random random = new(5);
        byte[] stored = new byte[RelevantItems.StoredBytes];
        for (int i = 0; i < 200; i++)
        {
            _items.Read([.. Enumerable.Range(0, random.Next(RelevantItems.MostStored + 1)).Select(_ => ((uint)random.Next(1, 99), random.NextSingle()))]);
            (ulong hash, int total) = (_items.ToHash(), _items.Total);
            _items.Store(stored);
            _items.Read([(1, 1)]);
            _items.Restore(stored);
            Assert.Equal((hash, total), (_items.ToHash(), _items.Total));
        }
    }

    [Fact]
    public void Of_many_items_the_least_relevant_are_forgotten_and_still_counted()
    {
        byte[] stored = new byte[RelevantItems.StoredBytes];
        _items.Read([.. Enumerable.Range(1, 100).Select(i => ((uint)i, (float)i))]);
        _items.Store(stored);
        _items.Restore(stored);
        Assert.Equal((100, RelevantItems.MostStored), (_items.Total, _items.Keys.Length));
        Assert.Equal(100u, _items.Keys[0]);

        // Recall is still of all that are relevant.
        RankingFigures figures = new([10]);
        float[] found = figures.Of([100, 99, 98, 97, 96, 95, 94, 93, 92, 91], _items).ToArray();
        Assert.Equal((1f, 0.1f), (found[0], found[5]));
    }
}
