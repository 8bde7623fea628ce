using Heed.Model.Time;
using Heed.Rules.Objectives;

namespace Heed.Rules.Tests.Objectives;

public sealed class BudgetArithmeticTests
{
    [Theory]
    [InlineData("30d", "1h 5m 14.4 Page|6h 30m 6 Page|1d 2h 3 Ticket|3d 6h 1 Ticket")]
    [InlineData("28d", "1h 5m 13.44 Page|6h 30m 5.6 Page|1d 2h 2.8 Ticket|3d 6h 0.9333333333 Ticket")]
    [InlineData("90d", "3h 15m 14.4 Page|18h 1h30m 6 Page|3d 6h 3 Ticket|9d 18h 1 Ticket")]
    [InlineData("7d", "14m 2m 14.4 Page|1h24m 7m 6 Page|5h36m 28m 3 Ticket|16h48m 1h24m 1 Ticket")]
    [InlineData("1d", "5m 2m 5.76 Page|12m 2m 6 Page|48m 4m 3 Ticket|2h24m 12m 1 Ticket")]
    public void The_pairs_of_the_workbook_follow_the_period(string period, string expected)
    {
        IReadOnlyList<BurnRateWindow> pairs = BurnRateWindows.For(PrometheusDuration.Parse(period).Value);
        string found = string.Join('|', pairs.Select(p => FormattableString.Invariant($"{PrometheusDuration.Format(p.Long)} {PrometheusDuration.Format(p.Short)} {p.Factor} {p.Severity}")));
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(28)]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(90)]
    [InlineData(365)]
    public void A_pair_always_stands_for_its_share_of_the_budget(int days)
    {
        TimeSpan period = TimeSpan.FromDays(days);
        double[] shares = [.. BurnRateWindows.For(period).Select(p => Math.Round(p.BudgetShare(period), 6))];
        Assert.Equal([0.02, 0.05, 0.1, 0.1], shares);
        Assert.All(BurnRateWindows.For(period), p => Assert.True(p.Short < p.Long));
    }

    [Fact]
    public void A_month_of_budget_in_one_hour_is_720_times_too_fast()
    {
        Assert.Equal(720, BurnRateWindows.Factor(1, TimeSpan.FromDays(30), TimeSpan.FromHours(1)));
        Assert.Equal(14.4, BurnRateWindows.Factor(0.02, TimeSpan.FromDays(30), TimeSpan.FromHours(1)));
        Assert.Equal(720, ErrorBudget.BurnRate(0.72, 0.999), 9);
    }

    [Theory]
    [InlineData(0.9, 14.4, false)]
    [InlineData(0.95, 14.4, true)]
    [InlineData(0.5, 3, false)]
    [InlineData(0.5, 1, true)]
    public void What_would_need_a_ratio_of_one_or_more_cannot_be_reached(double target, double factor, bool expected) =>
        Assert.Equal(expected, new BurnRateWindow(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), factor, BurnSeverity.Page).IsReachable(target));

    [Fact]
    public void Pairs_that_cannot_be_reached_alert_nobody()
    {
        ServiceLevelObjective median = ObjectiveStory.Availability(0.5);
        GeneratedRule alert = Assert.Single(ObjectiveRules.Generate(median, ObjectiveSurroundings.Default).SelectMany(g => g.Rules), r => r.IsAlert);
        Assert.Contains(alert.Labels, l => l.Value == "warning");
        Assert.Contains("window=\"3d\"} > 1", alert.Expression, StringComparison.Ordinal);
        Assert.DoesNotContain("window=\"1d\"", alert.Expression, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "30d")]
    [InlineData(1, 720, "1h")]
    [InlineData(0.5, 2, "7d12h")]
    [InlineData(0, 5, "0s")]
    [InlineData(-2, 0, "0s")]
    [InlineData(0.5, 0, null)]
    [InlineData(double.NaN, 1, null)]
    [InlineData(0.5, double.NaN, null)]
    public void What_is_left_lasts_its_share_of_the_period_over_the_burn_rate(double remaining, double burn, string? expected)
    {
        TimeSpan? time = ErrorBudget.TimeToExhaustion(remaining, burn, TimeSpan.FromDays(30));
        Assert.Equal(expected, time is { } lasts ? PrometheusDuration.Format(lasts) : null);
    }

    [Theory]
    [InlineData(0.5, false, GateReason.Open)]
    [InlineData(0.1, false, GateReason.Open)]
    [InlineData(0.0999, false, GateReason.BudgetLow)]
    [InlineData(-1.0, false, GateReason.BudgetLow)]
    [InlineData(0.5, true, GateReason.PageFires)]
    [InlineData(null, false, GateReason.NotMeasured)]
    public void The_default_policy_asks_for_a_tenth_and_for_quiet(double? remaining, bool pages, GateReason expected)
    {
        Assert.Equal(expected, BudgetPolicy.Default.Decide(remaining, pages));
        if (pages) Assert.Equal(GateReason.Open, (BudgetPolicy.Default with { WhilePaging = true }).Decide(remaining, pages));
    }
}
