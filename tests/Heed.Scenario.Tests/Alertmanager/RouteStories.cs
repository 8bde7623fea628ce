using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Where alerts are led.</summary>
internal static class RouteStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("Routes with old and new matchers continue and name their groups alike",
            new("group_by: ['...']", """
                - match_re: { team: "x|y" }
                  receiver: second
                  continue: true
                  routes: [{ match: { severity: critical }, receiver: hook }]
                - matchers: [ 'team="x"', 'severity!="none"' ]
                  receiver: hook
                """),
            Fire(2, "A team=x severity=critical"),
            Fire(2, "B team=y", "C team=z")),
        new("The deepest route takes an alert and the first of its siblings",
            new("group_by: [alertname]", """
                - matchers: [ team="x" ]
                  receiver: quiet
                  routes:
                    - { matchers: [ zone=~"1|2" ], receiver: hook }
                    - { matchers: [ zone="2" ], receiver: second }
                - { matchers: [ team=~"x|y" ], receiver: second }
                """),
            Fire(3, "A team=x zone=2", "B team=x zone=3", "C team=y"),
            Resolve(2, "A team=x zone=2", "C team=y")),
        new("Regular expressions are anchored and an absent label is empty",
            new("group_by: [alertname]", """
                - { matchers: [ 'team=~"a"' ], receiver: second }
                - { matchers: [ 'zone!~"1.*"', 'level=""' ], receiver: quiet }
                """),
            Fire(4, "A team=ab zone=1", "B team=a zone=1", "C zone=2", "D zone=2 level=low")),
        new("Siblings with the same matchers are two routes",
            new("group_by: [alertname]", """
                - { matchers: [ team="x" ], receiver: hook, continue: true }
                - { matchers: [ team="x" ], receiver: second }
                """),
            Fire(2, "A team=x"),
            Resolve(2, "A team=x")),
        new("A receiver without integrations swallows",
            new("group_by: [alertname]\nreceiver: nobody", """
                - { matchers: [ team="x" ], receiver: hook }
                """),
            Fire(1, "A team=x", "B team=y")),
        new("Matchers in one text, in braces and without quotes",
            new("group_by: [alertname]", """
                - { matchers: [ '{team="x",zone=~"1|2"}' ], receiver: second }
                - { matchers: [ 'team = y', 'zone!=2' ], receiver: second }
                - { matchers: [ 'note="a,b"' ], receiver: second }
                """),
            Fire(4, "A team=x zone=1", "B team=y zone=1", "C team=y zone=2", "D note=a,b")),
    ];
}
