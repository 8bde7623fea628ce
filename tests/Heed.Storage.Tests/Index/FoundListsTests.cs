using Heed.Model.Labels;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class FoundListsTests
{
    [Fact]
    public void What_was_found_comes_back_until_the_bounds_are_reached()
    {
        FoundLists lists = new();
        int[] found = [1, 2];
        lists.Add(Matcher(0), found);

        Assert.True(lists.TryGet(Matcher(0), out int[]? again));
        Assert.Same(found, again);
        Assert.False(lists.TryGet(Matcher(1), out _));
        for (int i = 1; i < FoundLists.MostLists; i++) lists.Add(Matcher(i), found);
        Assert.Equal(FoundLists.MostLists, lists.Count);
        lists.Add(Matcher(FoundLists.MostLists), found);
        Assert.Equal(1, lists.Count);
        lists.Add(Matcher(1000), new int[FoundLists.MostMembers]);
        Assert.Equal(1, lists.Count);
        lists.Add(Matcher(1001), new int[FoundLists.MostMembers + 1]);
        Assert.False(lists.TryGet(Matcher(1001), out _));
    }

    [Fact]
    public void Equality_is_not_worth_remembering()
    {
        FoundLists lists = new();
        lists.Add(LabelMatcher.Equal("a", "x"), [1]);
        Assert.Equal(0, lists.Count);
    }

    private static LabelMatcher Matcher(int i) => StoreReading.Matcher("a", MatchOperator.Regex, $"x{i}.*");
}
