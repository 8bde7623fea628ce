using System.Globalization;

using Heed.Model.Maintenance;
using Heed.Model.Time;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class ObjectiveConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_key_of_the_short_form_is_an_objective()
    {
        HeedOptions options = Options("{ latency_p99: 500ms, availability: 99.9%, error_rate: 1%, accuracy: 85%, throughput: 1000/s, cost_per_1000: 0.05, freshness: 15m, quality: { metric: auc, least: 0.8 } }");

        string[] expected =
        [
            "latency-p99 latency 0.99 30d", "availability availability 0.999 30d", "error-rate error_rate 0.99 30d", "accuracy accuracy 0.99 30d",
            "throughput throughput 0.99 30d", "cost cost 0.99 30d", "freshness freshness 0.99 30d", "quality-auc quality 0.99 30d",
        ];
        Assert.Equal(expected, options.Models[0].Objectives.All.Select(Line));
        Assert.All(options.Models[0].Objectives.All, o => Assert.Equal(("credit", "risk"), (o.Service, o.Team)));
    }

    [Fact]
    public void A_latency_counts_what_is_over_the_bucket_of_its_own_bound()
    {
        HeedOptions options = Options("{ latency_p95: 250ms }");
        EventIndicator events = Assert.IsType<EventIndicator>(Assert.Single(options.Models[0].Objectives.All).Indicator);
        Assert.Equal(CountedEvents.Good, events.Counted);
        Assert.Contains("le=\"0.25\"", events.Query, StringComparison.Ordinal);
        Assert.Equal([0.25], options.Models[0].Options.LatencyBoundsSeconds);
    }

    [Fact]
    public void What_an_objective_says_wins_over_the_models_and_that_over_the_files()
    {
        HeedOptions options = _folder.Options("""
            slo: { window: month, time_zone: Europe/Berlin, page: false, gate: { budget: 20% } }
            models:
              - name: credit
                baseline: b.csv
                slo:
                  window: 28d
                  runbook: http://wiki/credit
                  availability: { bound: 99.9%, window: week, page: true, ticket: false }
                  error_rate: { bound: 1%, enabled: false }
                  accuracy: { bound: 85%, target: 95%, slice: 5m }
                  gate: { while_paging: true }
              - name: other
                baseline: b.csv
                slo: { availability: 99% }
            """);
        IReadOnlyList<ServiceLevelObjective> credit = options.Models[0].Objectives.All;
        Assert.Equal(["availability availability 0.999 1w", "accuracy accuracy 0.95 4w"], credit.Select(Line));
        Assert.Equal(("Europe/Berlin", true, true), (credit[0].Window.Calendar?.Zone.Id, credit[0].Page is not null, credit[0].Ticket is null));
        Assert.Equal((null, TimeSpan.FromMinutes(5)), (credit[1].Page, Assert.IsType<SliceIndicator>(credit[1].Indicator).Slice));
        Assert.Equal("runbook_url", Assert.Single(credit[1].Ticket!.Annotations).Name);
        Assert.Equal(new BudgetPolicy(0.2, true), options.Models[0].Objectives.Gate);
        Assert.Equal(new BudgetPolicy(0.2, false), options.Models[1].Objectives.Gate);
        Assert.Equal("availability availability 0.99 30d", Line(Assert.Single(options.Models[1].Objectives.All)));
        Assert.Equal(CalendarUnit.Month, options.Models[1].Objectives.All[0].Window.Calendar?.Unit);
    }

    [Fact]
    public void Planned_maintenance_is_once_or_every_week()
    {
        IReadOnlyList<MaintenanceWindow> windows = _folder.Options("""
            models: [{ name: credit, baseline: b.csv }]
            maintenance:
              - { name: move, from: 2026-03-01T02:00:00Z, for: 2h, models: [credit] }
              - { name: patches, days: [sunday, tuesday], at: "02:00", for: 90m, time_zone: Europe/Berlin, matchers: ['team=~"risk.*"', 'slo!="freshness"'] }
              - { name: nightly, days: daily, at: "03:00", for: 5m }
            """).Maintenance;
        Assert.Equal(["move", "patches", "nightly"], windows.Select(w => w.Name));
        Assert.True(windows[0].Times.Contains(Ms("2026-03-01T03:59:00Z")));
        Assert.Equal("model_name=\"credit\"", Assert.Single(windows[0].Matchers).ToString());
        Assert.True(windows[1].Times.Contains(Ms("2026-03-03T02:29:00Z")));
        Assert.Equal(2, windows[1].Matchers.Count);
        Assert.True(windows[2].Times.Contains(Ms("2026-03-05T03:04:00Z")));
    }

    [Fact]
    public void Every_mistake_says_what_was_expected()
    {
        string mistakes = _folder.Mistakes("""
            slo: { windw: 30d, window: fortnight }
            models:
              - name: credit
                baseline: b.csv
                slo:
                  availability: { bound: 99.9%, target: 99% }
                  accuracy: { target: 99% }
                  quality: { metric: auc }
                  freshness: 1s
                  gate: { budget: 200% }
            maintenance:
              - { name: a, from: 2026-03-01T02:00:00Z, to: 2026-03-01T01:00:00Z }
              - { name: b, days: [sundays], at: "25:00", for: 2h }
              - { name: c, models: [credti] }
            """);
        string[] expected =
        [
            "heed.yml:1:28: slo.window: expected a duration from 1h to 366d, such as 30d, or one of day, week, month, quarter, year, found \"fortnight\"",
            "heed.yml:1:8: slo.windw: unknown key \"windw\"; known here: time_zone, window, page, ticket, slice, runbook, gate (did you mean \"window\"?)",
            "heed.yml:10:23: models[0].slo.gate.budget: expected a share such as 99.9% or 0.999, from 0 to 1, found \"200%\"",
            "heed.yml:6:45: models[0].slo.availability.target: expected no \"target\" here: the key and its bound say which share of requests has to be good",
            "heed.yml:7:17: models[0].slo.accuracy: expected the key \"bound\" (what is promised), found none",
            "heed.yml:9:18: models[0].slo.freshness: expected a duration from 1m to 400d, found \"1s\"",
            "heed.yml:8:16: models[0].slo.quality: expected one of \"least\" and \"most\" (the bound of the figure)",
            "heed.yml:12:48: maintenance[0].to: expected a time after \"from\", found \"2026-03-01T01:00:00Z\"",
            "heed.yml:13:23: maintenance[1].days[0]: expected one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, found \"sundays\" (did you mean \"sunday\"?)",
            "heed.yml:13:37: maintenance[1].at: expected a time of day such as \"02:00\", found \"25:00\"",
            "heed.yml:14:5: maintenance[2]: expected one of \"from\" (a time, for work that is done once) and \"days\" (for work that is done every week)",
            "heed.yml:14:25: maintenance[2].models[0]: expected one of credit, found \"credti\" (did you mean \"credit\"?)",
        ];
        Assert.Equal(string.Join('\n', expected), mistakes);
    }

    private HeedOptions Options(string slo) => _folder.Options($"models: [{{ name: credit, owner: risk, baseline: b.csv, slo: {slo} }}]");

    private static string Line(ServiceLevelObjective objective) => string.Create(
        CultureInfo.InvariantCulture, $"{objective.Name} {objective.Type} {objective.Target} {PrometheusDuration.Format(objective.Window.Length)}");

    private static long Ms(string time)
    {
        Assert.True(Rfc3339.TryParse(time, out long timeMs));
        return timeMs;
    }
}
