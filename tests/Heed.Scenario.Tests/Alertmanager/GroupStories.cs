using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Which alerts come together, and when.</summary>
internal static class GroupStories
{
    private static readonly StoryConfiguration ByTeam = new("group_by: [team]");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("Alerts of a group come together and changes come at the interval", ByTeam,
            new StoryStep(1, new("A team=x"), new("B team=x") { Summary = "other" }),
            Fire(1, "C team=x"),
            Resolve(1, "A team=x"),
            Resolve(1, "B team=x", "C team=x")),
        new("Groups of different labels are told apart and keep their own times", ByTeam,
            Fire(2, "A team=x", "A team=y", "B team=x"),
            Fire(2, "C team=y", "D team=z"),
            Resolve(1, "A team=y")),
        new("All labels make a group of every alert", new("group_by: ['...']"),
            Fire(3, "A team=x", "A team=y", "B"),
            Resolve(2, "A team=x", "B")),
        new("No labels make one group of all alerts", new("group_by: []"),
            Fire(1, "A team=x", "B team=y", "C"),
            Fire(1, "D team=z")),
        new("A route that says nothing about groups has one", new(),
            Fire(1, "A team=x", "B team=y"),
            Resolve(1, "B team=y")),
        new("An alert without the label of a group is in the group of those without it", new("group_by: [team, zone]"),
            Fire(3, "A team=x", "B zone=1", "C", "D team=x"),
            Fire(1, "E")),
        new("A child inherits what makes a group or says it anew",
            new("group_by: [alertname]", """
                - { match: { team: x }, receiver: second }
                - { match: { team: y }, receiver: second, group_by: [zone] }
                - { match: { team: z }, receiver: second, group_by: ['...'] }
                """),
            Fire(2, "A team=x zone=1", "B team=x zone=1"),
            Fire(1, "A team=y zone=1", "B team=y zone=1"),
            Fire(2, "A team=z zone=1", "B team=z zone=1")),
        new("An alert older than the wait does not wait", new("group_by: [team]\ngroup_wait: 5m"),
            new StoryStep(1, new StoryAlert("Old team=x") { StartsIn = -600 }),
            Fire(0, "New team=y"),
            new StoryStep(1, new StoryAlert("Older team=y") { StartsIn = -900 })),
        new("An alert that comes again after its group is empty begins the group anew", ByTeam,
            Fire(1, "A team=x"),
            Resolve(1, "A team=x"),
            Fire(1, "B team=x"),
            Resolve(1, "B team=x")),
        new("Alerts are listed in the order of their labels' values", new("group_by: [team]"),
            Fire(1, "B team=x job=b", "A team=x job=b", "A team=x job=a instance=z", "C team=x", "A team=x instance=a"),
            Fire(1, "A team=x job=a")),
    ];
}
