namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>
/// The same configuration and the same posts to Debian's Alertmanager 0.25 and to a whole Heed, both on the real clock: their webhooks
/// and what their API lists are compared.
/// </summary>
public sealed class SideBySideTests(StoryRuns runs) : IClassFixture<StoryRuns>
{
    public static TheoryData<string> Stories => [.. StoryCatalog.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Both_tell_a_story_alike(string story)
    {
        StoryResult result = await runs.ResultAsync(story);

        Assert.Equal(result.Alertmanager, result.Heed);
    }
}
