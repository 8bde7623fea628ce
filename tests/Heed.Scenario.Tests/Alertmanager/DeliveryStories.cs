using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What receivers want and what they answer.</summary>
internal static class DeliveryStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("A receiver that wants no resolved alerts gets none", new("group_by: [alertname]\nreceiver: quiet"),
            Fire(1, "A n=1", "A n=2"),
            new StoryStep(1, new StoryAlert("A n=1") { IsResolved = true }, new StoryAlert("A n=3")),
            new StoryStep(1, new StoryAlert("A n=2") { IsResolved = true }, new StoryAlert("A n=3") { IsResolved = true }, new StoryAlert("B")),
            Fire(1, "A n=4")),
        new("The integrations of a receiver are told each what they want", new("group_by: [alertname]\nreceiver: two"),
            Fire(2, "A n=1", "A n=2"),
            Resolve(1, "A n=1"),
            Fire(2, "A n=3"),
            Resolve(1, "A n=2", "A n=3"),
            Fire(2, "A n=4")),
        new("A notice is truncated to the most alerts that a receiver takes", new("group_by: [alertname]\nreceiver: short"),
            Fire(1, "A n=1 job=b", "A n=2 job=a", "A n=3 job=a instance=z", "A x=1"),
            Resolve(1, "A n=1 job=b", "A x=1")),
        new("A notice is repeated", new("group_by: [alertname]\nrepeat_interval: 5s"),
            Fire(1, "A n=1", "A n=2"),
            Wait(1)) { EndsWithLastAlert = false },
        new("A receiver that fails is told again", new("group_by: [alertname]\nreceiver: flaky"),
            Fire(2, "A n=1"),
            Resolve(1, "A n=1")),
        new("A receiver that refuses is told again at the interval", new("group_by: [alertname]\nreceiver: picky"),
            Fire(2, "A n=1"),
            Resolve(1, "A n=1")),
    ];
}
