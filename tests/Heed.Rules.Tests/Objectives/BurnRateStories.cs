using System.Globalization;

using Heed.Model.Maintenance;
using Heed.Rules.Objectives;

namespace Heed.Rules.Tests.Objectives;

/// <summary>
/// Outages of every severity against the four pairs of windows. When an alert has to come is computed here from the arithmetic alone:
/// after t minutes of a ratio e, a long window of L minutes has the ratio e·t/L, and the alert comes when that is above
/// factor × (1 − objective). A window holds the increases between its samples: L less one sample interval.
/// </summary>
public sealed class BurnRateStories
{
    private static readonly ObjectiveSurroundings Coarse = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));

    /// <param name="ratio">Of requests that fail, so low that no faster pair can be reached.</param>
    [Theory]
    [InlineData(0.10, "critical", 14.4, 60, 5, 15)]
    [InlineData(0.01, "critical", 6, 6 * 60, 30, 240)]
    public void An_outage_pages_when_the_arithmetic_says_and_resolves_when_the_short_window_is_clean(
        double ratio, string severity, double factor, double longMinutes, double shortMinutes, double length)
    {
        const double begin = 30;
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability()) { ErrorRatio = m => m > begin && m < begin + length ? ratio : 0 }.WithPast(3 * 24 * 60);
        story.RunTo(begin + length + shortMinutes + 5);

        const double Sample = 0.25;
        double fires = Math.Floor(factor * 0.001 * (longMinutes - Sample) / ratio) + 1;
        double stillBad = factor * 0.001 * (shortMinutes - Sample) / ratio;
        double resolves = Math.Ceiling(shortMinutes - Sample - stillBad);
        string[] expected = [Line(begin + fires, severity, "firing"), Line(begin + length + resolves, severity, "resolved")];
        Assert.Equal(expected, story.Changes.Where(c => c.Contains(severity, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0.005, 3, 24 * 60, 1000)]
    [InlineData(0.002, 1, 3 * 24 * 60, 2600)]
    public void A_slow_burn_makes_a_ticket_and_never_pages(double ratio, double factor, double longMinutes, double length)
    {
        // Both pairs stand for 10 % of the budget, so that the slower one holds whenever the faster does and ends the ticket.
        const double ShortMinutes = 6 * 60;
        const string Severity = "warning";
        const double Begin = 60;
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability(), Coarse) { ErrorRatio = m => m > Begin && m < Begin + length ? ratio : 0 }.WithPast(4 * 24 * 60);
        story.RunTo(Begin + length + ShortMinutes + 10);

        const double Sample = 1;
        double fires = NextEvaluation(factor * 0.001 * (longMinutes - Sample) / ratio);
        double stillBad = 0.001 * (ShortMinutes - Sample) / ratio;
        double resolves = Math.Ceiling((ShortMinutes - Sample - stillBad) / 5) * 5;
        string[] expected = [Line(Begin + fires, Severity, "firing"), Line(Begin + length + resolves, Severity, "resolved")];
        Assert.Equal(expected, story.Changes);
    }

    [Fact]
    public void Five_bad_minutes_that_the_budget_allows_stay_silent()
    {
        // 10 % for 5 minutes are 8.3× over an hour and 1.2 % of the budget of 30 days.
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability()) { ErrorRatio = m => m is > 30 and < 35 ? 0.1 : 0 }.WithPast(3 * 24 * 60);
        story.RunTo(180);

        Assert.Empty(story.Changes);
        Assert.InRange(story.Burn("1h", 35), 8.2, 8.5);
        Assert.InRange(story.Burn("5m", 35), 99, 101);
    }

    [Fact]
    public void An_hour_of_total_outage_spends_more_than_the_budget_of_three_nines_for_30_days()
    {
        // The budget is 43.2 minutes of total outage. It is spent 1000 times too fast; at 720 times it would last one hour.
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability()) { ErrorRatio = m => m is > 30 and < 90 ? 1 : 0 }.WithPast(30 * 24 * 60);
        story.RunTo(120);

        Assert.Equal(1000, story.Burn("1h", 90), 6);
        Assert.Equal(1 - (60.0 / 43.2), story.Remaining(120), 3);
    }

    [Fact]
    public void An_alert_says_whose_budget_it_is_how_fast_it_goes_and_who_is_asked()
    {
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability()) { ErrorRatio = m => m > 30 ? 0.1 : 0 }.WithPast(3 * 24 * 60);
        story.RunTo(39);

        string labels = Assert.Single(story.Alerts).Labels.ToString();
        Assert.Equal("{alertname=\"ErrorBudgetBurn\", model_name=\"credit\", severity=\"critical\", slo=\"availability\", slo_type=\"availability\", team=\"risk\"}", labels);
        string annotations = story.Alerts[0].Annotations.ToString();
        Assert.Contains("credit: the budget of availability is spent 15.06 times too fast", annotations, StringComparison.Ordinal);
        Assert.Contains("2 % of the budget within 1h or 5 % of the budget within 6h", annotations, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_in_the_middle_changes_nothing()
    {
        using ObjectiveStory whole = Outage();
        using ObjectiveStory cut = Outage();
        whole.RunTo(120);
        cut.RunTo(36).Restart().RunTo(42).Restart().RunTo(48).Restart().RunTo(120);

        Assert.Equal(["39 critical firing", "50 critical resolved"], whole.Changes);
        Assert.Equal(whole.Changes, cut.Changes);
        Assert.Equal(whole.Remaining(120), cut.Remaining(120));

        static ObjectiveStory Outage() => new ObjectiveStory(ObjectiveStory.Availability()) { ErrorRatio = m => m is > 30 and < 45 ? 0.1 : 0 }.WithPast(3 * 24 * 60);
    }

    [Fact]
    public void Planned_maintenance_spends_nothing_and_alerts_nobody_and_an_outage_behind_it_does()
    {
        MaintenanceWindow work = new("database", new SingleMaintenance(At(30), At(90)), []);
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability(), null, work) { ErrorRatio = m => m is > 30 and < 90 or > 150 and < 180 ? 0.2 : 0 };
        story.RunTo(150);
        Assert.Empty(story.Changes);
        Assert.Equal(1, story.Remaining(150), 9);

        // Of the 90 measured minutes of which 10 were bad at 20 %.
        story.RunTo(160);
        Assert.Equal(10 * 0.2 / 100 / 0.001, story.Burn("30d", 160), 6);
        Assert.Contains("153 critical firing", story.Changes);
    }

    [Fact]
    public void The_same_work_unannounced_pages()
    {
        using ObjectiveStory story = new(ObjectiveStory.Availability()) { ErrorRatio = m => m is > 30 and < 90 ? 0.2 : 0 };
        story.RunTo(150);
        Assert.Contains(story.Changes, c => c.EndsWith("critical firing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_calendar_begins_anew_with_a_full_budget()
    {
        CalendarPeriod days = new(CalendarUnit.Day, 1, new DateTime(2024, 1, 1), TimeZoneInfo.Utc);
        BudgetWindow window = BudgetWindow.Of(days);
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability(0.99, window), Coarse) { ErrorRatio = m => m is > 600 and < 660 ? 0.5 : 0 };
        story.RunTo((24 * 60) - 5);
        double spent = 60 * 0.5 / ((24 * 60) - 5) / 0.01;
        Assert.Equal(1 - spent, story.Remaining((24 * 60) - 5), 2);
        story.Restart().RunTo((24 * 60) + 10);
        Assert.Equal(1, story.Remaining((24 * 60) + 10), 9);
        Assert.Equal(100, story.Ask(ObjectiveSeries.Compliance, (24 * 60) + 10), 9);
    }

    [Fact]
    public void Random_outages_fire_and_resolve_as_a_slow_twin_computes_them()
    {
        Random random = new(7);
        (double Begin, double End, double Ratio)[] outages =
            [.. Enumerable.Range(0, 12).Select(i => ((i * 100.0) + random.Next(60), (i * 100.0) + 60 + random.Next(40), Math.Pow(10, -3.2 + (3 * random.NextDouble()))))];
        using ObjectiveStory story = new ObjectiveStory(ObjectiveStory.Availability())
        {
            ErrorRatio = m => outages.Where(o => m > o.Begin && m < o.End).Select(o => o.Ratio).DefaultIfEmpty(0).Max(),
        }.WithPast(60);
        story.RunTo(1300);

        BurnRateTwin twin = new(story.Counted, 0.999);
        Assert.Equal(twin.Changes(0, 1300), story.Changes.Order(StringComparer.Ordinal));
        Assert.True(story.Changes.Count > 8, string.Join('\n', story.Changes));
    }

    private static long At(double minute) => ObjectiveStory.StartMs + (long)(minute * ObjectiveStory.Minute);

    private static double NextEvaluation(double minutes) => (Math.Floor(minutes / 5) + 1) * 5;

    private static string Line(double minute, string severity, string state) => string.Create(CultureInfo.InvariantCulture, $"{minute} {severity} {state}");
}
