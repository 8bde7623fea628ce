using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What a reload of the configuration changes, and what it leaves.</summary>
internal static class ReloadStories
{
    private static readonly StoryConfiguration ByName = new("group_by: [alertname]");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("A reload of the same configuration tells nobody twice", ByName,
            Fire(1, "A n=1"),
            new StoryStep(0) { Reload = ByName },
            Fire(1, "A n=2"),
            Resolve(1, "A n=1", "A n=2")),
        new("Alerts go to the receiver that a reload names", ByName,
            Fire(1, "A n=1"),
            new StoryStep(1) { Reload = new("group_by: [alertname]\nreceiver: second") },
            Resolve(1, "A n=1")),
        new("Alerts are grouped as a reload says", ByName,
            Fire(2, "A team=x", "B team=x"),
            new StoryStep(1) { Reload = new("group_by: [team]") },
            Resolve(1, "A team=x")),
        new("A reload brings rules of inhibition", ByName,
            Fire(1, "Down level=critical"),
            new StoryStep(0) { Reload = ByName with { Rest = "inhibit_rules: [{ source_matchers: [level=critical], target_matchers: [level=warning] }]" } },
            Fire(1, "Slow level=warning", "Slow level=info")),
        new("Silences outlast a reload", ByName,
            new StoryStep(0) { Silence = new("team=x") },
            Fire(1, "A team=x", "B"),
            new StoryStep(0) { Reload = ByName with { Rest = "global: { resolve_timeout: 10m }" } },
            Fire(1, "A team=x n=1", "B n=1")),
        new("A configuration with a mistake is refused and everything stays", ByName,
            Fire(1, "A n=1"),
            new StoryStep(0) { Reload = new("group_by: [alertname]\nreceiver: unknown"), IsRefused = true },
            Fire(1, "A n=2")),
    ];
}
