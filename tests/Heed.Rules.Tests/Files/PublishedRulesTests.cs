using Heed.Rules.Groups;
using Heed.Testing;

namespace Heed.Rules.Tests.Files;

public sealed class PublishedRulesTests
{
    [Fact]
    public void Published_rules_load_unchanged_and_those_that_can_never_match_are_warned_of()
    {
        string text = File.ReadAllText(RepositoryFiles.Path("tests", "Heed.Rules.Tests", "fixtures", "published.yml"));
        IReadOnlyList<RuleGroup> groups = RuleFileTests.Parse(text);
        Assert.Equal(7, groups.Sum(group => group.Rules.Count));
        Assert.Equal(
            ["MLHighErrorRate:7:42", "MLLowConfidence:31:13"],
            groups.SelectMany(group => group.Rules).SelectMany(rule => rule.Warnings.Select(w => $"{rule.Name}:{w.Line}:{w.Column}")));
    }
}
