using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class SelectionMemoryTests
{
    private static readonly LabelMatcher[] All = [];

    [Fact]
    public void A_selection_asked_again_is_the_same_until_a_series_comes_or_goes()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        store.Append(Series(0), 1_000, 1);
        store.Append(Series(1), 2_000, 1);
        ISeries first = Select(store, 0)[0];
        Assert.Same(first, Select(store, 0)[0]);
        store.Append(Series(0), 3_000, 1);
        Assert.Same(first, Select(store, 0)[0]);

        store.Append(Series(2), 3_000, 1);
        Assert.Equal(3, Select(store, 0).Count);
        store.Delete([LabelMatcher.Equal("i", "1")], long.MinValue, long.MaxValue);
        Assert.Equal([Series(0), Series(2)], Select(store, 0).Select(s => s.Labels));
    }

    [Fact]
    public void A_remembered_selection_leaves_out_what_has_no_samples_in_another_range()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        for (int i = 0; i < 3; i++) store.Append(Series(i), i * 1_000L, 1);
        Assert.Equal(3, Select(store, 0).Count);
        Assert.Equal([Series(1), Series(2)], Select(store, 1_000).Select(s => s.Labels));
        Assert.Empty(Select(store, 2_001));
        Assert.Equal(3, Select(store, 0).Count);
    }

    [Fact]
    public void It_is_bounded_by_selections_and_by_series()
    {
        SelectionMemory memory = new();
        for (int i = 0; i < 3 * SelectionMemory.MostSelections; i++) memory.Remember(default, Key(i), []);
        Assert.Equal(SelectionMemory.MostSelections, memory.Count);
        memory.Remember(default, Key(-1), new StoredSeries[SelectionMemory.MostSeries + 1]);
        Assert.False(memory.TryGet(default, Key(-1), out _));
        memory.Forget();
        memory.Remember(default, Key(1), new StoredSeries[SelectionMemory.MostSeries - 1]);
        memory.Remember(default, Key(2), new StoredSeries[2]);
        Assert.False(memory.TryGet(default, Key(1), out _));
        Assert.True(memory.TryGet(default, Key(2), out _));
        memory.Forget();
        Assert.Equal(0, memory.Count);
    }

    private static SelectionKey Key(int i) => new([LabelMatcher.Equal("i", $"{i}")], usesBlocks: false);

    private static IReadOnlyList<ISeries> Select(SeriesStore store, long fromMs) =>
        store.Select(All, fromMs, 10_000, CancellationToken.None);

    private static LabelSet Series(int i) => LabelSet.Of(("__name__", "m"), ("i", $"{i}"));
}
