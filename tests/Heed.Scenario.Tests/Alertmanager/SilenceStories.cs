using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Silences, their times and their ends.</summary>
internal static class SilenceStories
{
    private static readonly StoryConfiguration One = new("group_by: []");
    private static readonly StoryConfiguration ByName = new("group_by: [alertname]");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("Silenced alerts are left out of their group", One,
            new StoryStep(0) { Silence = new("team=x") },
            Fire(1, "A team=x", "B team=y"),
            new StoryStep(1, new StoryAlert("A team=x") { IsResolved = true }, new StoryAlert("C team=z"))),
        new("A silence that is expired lets its alerts go", ByName,
            new StoryStep(0) { Silence = new("team=x") },
            Fire(1, "A team=x", "B team=y"),
            new StoryStep(1) { ExpiresSilences = true },
            Resolve(2, "A team=x", "B team=y")),
        new("The end of an alert that was told is not told while it is silenced", ByName,
            Fire(1, "A team=x", "A team=y"),
            new StoryStep(0) { Silence = new("team=x") },
            Resolve(0, "A team=x"),
            Fire(1, "A team=z")),
        new("A silence asks for all of its matchers whatever their operators", ByName,
            new StoryStep(0) { Silence = new("team=~x|y zone!=1 level!~low.*") },
            Fire(4, "A team=x zone=2", "B team=x zone=1", "C team=z zone=2", "D team=y zone=2 level=lower", "E team=y zone=2 level=high", "F team=xy")),
        new("A silence that begins later silences later", ByName,
            new StoryStep(1, new StoryAlert("A team=x") { StartsIn = -60 }) { Silence = new("team=x", StartsIn: 8) },
            new StoryStep(1, new("A team=x n=1"), new("A team=y")) { AwaitsSilences = true }),
        new("A silence that ends by itself lets its alerts go", ByName,
            new StoryStep(0) { Silence = new("team=x", EndsIn: 4) },
            Fire(1, "A team=x"),
            Resolve(1, "A team=x")),
        new("Two silences hold until both are over", ByName,
            new StoryStep(0) { Silence = new("team=x", EndsIn: 3) },
            new StoryStep(0) { Silence = new("alertname=A") },
            Fire(1, "A team=x", "B team=y"),
            Fire(1, "C team=z"),
            new StoryStep(1) { ExpiresSilences = true }),
    ];
}
