using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>How alerts begin, change, end and come again.</summary>
internal static class LifeStories
{
    private static readonly StoryConfiguration ByName = new("group_by: [alertname]");
    private static readonly StoryConfiguration Quickly = ByName with { Rest = "global: { resolve_timeout: 6s }" };

    public static IReadOnlyList<Story> All { get; } =
    [
        new("An alert that fires again after its end was told is news", ByName,
            Fire(1, "A n=1"),
            Resolve(1, "A n=1"),
            Fire(1, "A n=1"),
            Resolve(1, "A n=1")),
        new("An alert that fires again before its end was told is no news", ByName,
            Fire(1, "A n=1"),
            new StoryStep(1, new("A n=1") { IsResolved = true }, new("A n=1"), new("A n=2"))),
        new("An alert that is over before anybody was told is not told", ByName,
            new StoryStep(1, new("A n=1") { IsResolved = true }, new("A n=2"))),
        new("Nobody is told of a group that is over within its wait", ByName,
            new StoryStep(0, new("A n=1"), new("A n=1") { IsResolved = true })),
        new("An alert that is not repeated is over after the resolve timeout", Quickly,
            new StoryStep(2, new StoryAlert("A n=1") { StartsIn = -60 })),
        new("An alert that is repeated with its end in the future lives on", ByName,
            new StoryStep(1, new StoryAlert("A n=1") { EndsIn = 60 }),
            new StoryStep(0, new StoryAlert("A n=1") { EndsIn = 120 }),
            new StoryStep(1, new StoryAlert("A n=2"), new StoryAlert("A n=1") { EndsIn = 90 })),
        new("An alert ends by itself when its own end has come", ByName,
            new StoryStep(2, new StoryAlert("A n=1") { StartsIn = -60, EndsIn = 8 })),
        new("Overlapping times are one alert that began with the earlier", ByName,
            new StoryStep(1, new StoryAlert("A n=1") { StartsIn = -100 }),
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -300 }),
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -50 }),
            Fire(1, "A n=2")),
        new("Times that do not overlap are two alerts", ByName,
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -300, EndsIn = -200 }),
            new StoryStep(1, new StoryAlert("A n=1") { StartsIn = -100 }),
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -90, EndsIn = 600 }),
            Fire(1, "A n=2")),
        new("An end that was meant outlasts a repetition without one", Quickly,
            new StoryStep(1, new StoryAlert("A n=1") { StartsIn = -60, EndsIn = 12 }),
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -60 }),
            Wait(1)),
        new("Another annotation alone is no news but is told with the next", ByName,
            new StoryStep(1, new StoryAlert("A n=1") { StartsIn = -10, Summary = "first" }),
            new StoryStep(0, new StoryAlert("A n=1") { StartsIn = -10, Summary = "second" }),
            Fire(1, "A n=2")),
        new("The last of several in one post holds", ByName,
            new StoryStep(1, new StoryAlert("A n=1") { StartsIn = -10, Summary = "first" }, new StoryAlert("A n=1") { StartsIn = -20, Summary = "second" })),
        new("Alerts of a group end one by one", ByName,
            Fire(1, "A n=1", "A n=2", "A n=3"),
            Resolve(1, "A n=2"),
            Resolve(1, "A n=1", "A n=2"),
            Resolve(1, "A n=3")),
        new("An end is told that comes with a new alert", ByName,
            Fire(1, "A n=1"),
            new StoryStep(1, new StoryAlert("A n=1") { IsResolved = true }, new StoryAlert("A n=2"))),
    ];
}
