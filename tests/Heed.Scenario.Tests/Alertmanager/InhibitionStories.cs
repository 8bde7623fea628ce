using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Alerts that hold others back, and let them go.</summary>
internal static class InhibitionStories
{
    private static readonly StoryConfiguration ByLevel = new("group_by: [alertname]", "", """
        inhibit_rules:
          - source_matchers: [level="critical"]
            target_matchers: [level=~"warning|critical"]
            equal: [model]
        """);

    public static IReadOnlyList<Story> All { get; } =
    [
        new("An inhibited alert is told once its last source is over", ByLevel,
            Fire(2, "Down level=critical model=m", "Down2 level=critical model=m"),
            Fire(1, "Slow level=warning model=m", "Slow level=warning model=n"),
            Resolve(1, "Down level=critical model=m"),
            Resolve(2, "Down2 level=critical model=m")),
        new("A source does not inhibit itself nor its like", ByLevel,
            Fire(2, "Down level=critical model=m", "Down2 level=critical model=m"),
            Resolve(2, "Down level=critical model=m", "Down2 level=critical model=m")),
        new("A label that both lack is equal, one that one lacks is not", ByLevel,
            Fire(1, "Down level=critical"),
            Fire(1, "Slow level=warning", "Slow level=warning model=m")),
        new("An alert that was told and is inhibited since is not taken back", ByLevel,
            Fire(1, "Slow level=warning model=m", "Slow level=warning model=n"),
            Fire(1, "Down level=critical model=m"),
            Resolve(0, "Slow level=warning model=m"),
            Fire(1, "Slow level=warning model=k"),
            Resolve(1, "Slow level=warning model=n")),
        new("The end of an alert that was told is held while its source fires", ByLevel,
            Fire(1, "Slow level=warning model=m"),
            Fire(1, "Down level=critical model=m"),
            Resolve(0, "Slow level=warning model=m"),
            Fire(1, "Down level=critical model=n"),
            Resolve(1, "Down level=critical model=m", "Down level=critical model=n")),
        new("Old matchers inhibit as new ones do",
            new("group_by: [alertname]", "", """
                inhibit_rules:
                  - source_match: { level: critical }
                    target_match_re: { level: "warn.*" }
                    equal: [model, zone]
                """),
            Fire(1, "Down level=critical model=m zone=1"),
            Fire(1, "Slow level=warning model=m zone=1", "Slow level=warning model=m zone=2", "Slow level=warning2 model=m zone=1")),
        new("Without labels that have to be equal a source inhibits every target",
            new("group_by: [alertname]", "", """
                inhibit_rules:
                  - { source_matchers: [alertname="Down"], target_matchers: [team="x"] }
                  - { source_matchers: [alertname="Slow"], target_matchers: [team="y"] }
                """),
            Fire(1, "Down"),
            Fire(1, "Slow team=x", "Late team=y", "Other team=z"),
            Resolve(2, "Down")),
    ];
}
