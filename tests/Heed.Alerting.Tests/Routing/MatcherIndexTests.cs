using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Routing;

public sealed class MatcherIndexTests
{
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Values = ["", "1", "2"];

    [Fact]
    public void What_matches_is_always_among_the_candidates_which_are_ascending_and_each_there_once()
    {
        Random random = new(7);
        int spared = 0;
        for (int round = 0; round < 500; round++)
        {
            List<LabelMatcher>[] lists = [.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, random.Next(0, 4)).Select(_ => Matcher(random)).ToList())];
            MatcherIndex index = new(lists);
            LabelSet labels = LabelSet.From(Names.Select(n => KeyValuePair.Create(n, Values[random.Next(3)])));
            List<int> candidates = [];
            index.Collect(labels, candidates);

            Assert.Equal(candidates.Distinct().Order(), candidates);
            IEnumerable<int> matching = Enumerable.Range(0, lists.Length).Where(i => lists[i].TrueForAll(m => m.Matches(labels)));
            Assert.Subset(candidates.ToHashSet(), matching.ToHashSet());
            spared += lists.Length - candidates.Count;
        }

        Assert.True(spared > 500, "expected the index to spare questions");
    }

    private static LabelMatcher Matcher(Random random) =>
        LabelMatcher.Parse(Names[random.Next(3)], (MatchOperator)random.Next(4), Values[random.Next(3)]).Value;
}
