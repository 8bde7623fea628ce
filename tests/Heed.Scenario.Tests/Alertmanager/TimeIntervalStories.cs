using static Heed.Scenario.Tests.Alertmanager.StoryCatalog;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Times at which routes are mute. What holds always or never does so whenever the story is told.</summary>
internal static class TimeIntervalStories
{
    private const string Always = """
        time_intervals:
          - name: always
            time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }], weekdays: ['sunday:saturday'], days_of_month: ['1:31'], months: ['january:december'], years: ['2020:2999'] }]
          - name: never
            time_intervals: [{ years: ['1999'] }]
          - name: elsewhere
            time_intervals: [{ weekdays: ['sunday', 'monday:saturday'], location: 'Pacific/Auckland' }, { years: ['1999'] }]
        """;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("A route is mute in its mute interval",
            new("group_by: [alertname]", """
                - { matchers: [ team="x" ], receiver: hook, mute_time_intervals: [never, always] }
                - { matchers: [ team="y" ], receiver: hook, mute_time_intervals: [never] }
                """, Always),
            Fire(2, "A team=x", "B team=y", "C team=z"),
            Resolve(2, "A team=x", "B team=y", "C team=z")),
        new("A route is mute outside its active intervals",
            new("group_by: [alertname]", """
                - { matchers: [ team="x" ], receiver: hook, active_time_intervals: [never] }
                - { matchers: [ team="y" ], receiver: hook, active_time_intervals: [never, always] }
                - { matchers: [ team="z" ], receiver: hook, active_time_intervals: [always], mute_time_intervals: [always] }
                """, Always),
            Fire(1, "A team=x", "B team=y", "C team=z"),
            Resolve(1, "B team=y", "C team=z")),
        new("A child does not inherit intervals",
            new("group_by: [alertname]", """
                - matchers: [ team="x" ]
                  receiver: hook
                  mute_time_intervals: [always]
                  routes: [{ matchers: [ zone="1" ], receiver: second }]
                """, Always),
            Fire(1, "A team=x", "B team=x zone=1")),
        new("Intervals under their old key and in another time zone",
            new("group_by: [alertname]", """
                - { matchers: [ team="x" ], receiver: hook, mute_time_intervals: [old] }
                - { matchers: [ team="z" ], receiver: hook, mute_time_intervals: [elsewhere] }
                """, Always + "\nmute_time_intervals: [{ name: old, time_intervals: [{ months: ['1:12'], days_of_month: ['-31:-1'] }] }]"),
            Fire(1, "A team=x", "B team=y", "C team=z")),
    ];
}
