using Heed.FalseAlarms;

namespace Heed.Monitoring.Tests.Evidence;

/// <summary>A small seeded part of the grid in bench/falsealarms: the budget is kept, and changes are found.</summary>
public sealed class FalseAlarmTests
{
    private const int Hours = 30 * 24;
    private const int Models = 6;

    private static readonly TimeSpan Budget = TimeSpan.FromDays(30);

    public static TheoryData<string, int, int, double, double> Shapes => new()
    {
        { "normal", 50, 0, 0, 0 },
        { "lognormal", 50, 0, 0.6, 0 },
        { "normal in seasons", 50, 0, 0.6, 1 },
        { "normal, dependent", 50, 0, 0.9, 0 },
        { "two categories", 50, 2, 0.9, 0 },
        { "1,000 categories", 50, 1000, 0.6, 0 },
        { "normal, a baseline without times", 400, 0, 0.9, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Where_nothing_changes_alarms_stay_within_the_budget(string name, int records, int categories, double correlation, double season)
    {
        StreamShape shape = new(records, 4, categories, name.StartsWith('l'), correlation, season);
        int alarms = 0;
        for (int model = 0; model < Models; model++) alarms += Trial.Alarms(shape, (ulong)(100 + model), Hours, [Budget])[0];

        // 1.2 times the budget over 6 models of 30 days is 7.2 alarms; that many or fewer come in nine of ten runs at exactly the budget.
        Assert.InRange(alarms, 0, 7);
    }

    [Theory]
    [InlineData("half a deviation", 0, 0.5, 0, -1, 24)]
    [InlineData("a deviation", 0, 1, 0, -1, 6)]
    [InlineData("a quarter of a deviation", 0, 0.25, 0, -1, 96)]
    [InlineData("one null in twenty", 0, 0, 0.05, -1, 24)]
    [InlineData("one null in five", 0, 0, 0.2, -1, 6)]
    [InlineData("a renamed category", 10, 0, 0, 3, 12)]
    public void A_change_is_found_in_time(string name, int categories, double shift, double nulls, int renamed, int mostHours)
    {
        StreamChange change = new(shift, nulls, renamed);
        StreamShape shape = new(50, 4, categories, false, 0);
        List<int> hours = [];
        for (ulong seed = 0; seed < 3; seed++) hours.Add(Trial.HoursToDetect(shape, 500 + seed, 100, 400, change, TimeSpan.FromDays(90)));
        Assert.True(hours.Max() <= mostHours, $"{name}: {string.Join(", ", hours)} hours");
    }
}
