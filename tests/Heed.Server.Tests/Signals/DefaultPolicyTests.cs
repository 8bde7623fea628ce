using Heed.Documents;
using Heed.Monitoring;
using Heed.Rules.Alerting;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;
using Heed.Server.Signals;

namespace Heed.Server.Tests.Signals;

/// <summary>The default alerts as rules.</summary>
public sealed class DefaultPolicyTests
{
    [Fact]
    public void Every_default_alert_of_every_model_is_a_rule_that_is_read_without_a_warning()
    {
        string text = RuleFileText.Write(DefaultPolicy.Generate(Options(new SignalOptions())));
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("signals.yml", text, diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.Equal(["signals-credit", "signals-fraud"], groups.Select(g => g.Name));
        Assert.All(groups, g => Assert.Equal(SignalNames.All, g.Rules.Select(r => r.Name)));
        Assert.All(groups.SelectMany(g => g.Rules), rule => Assert.Empty(rule.Warnings));
        Assert.All(groups.SelectMany(g => g.Rules), rule => Assert.IsType<AlertingRule>(rule));
    }

    [Fact]
    public void An_alert_is_switched_off_or_gets_another_severity_by_its_name()
    {
        SignalOptions signals = new()
        {
            Off = new HashSet<string> { SignalNames.ScoreDrift },
            Severities = new Dictionary<string, string> { [SignalNames.QualityDrop] = "critical" },
        };
        IReadOnlyList<GeneratedRule> rules = DefaultPolicy.Generate(Options(signals))[0].Rules;
        Assert.Equal(SignalNames.All.Where(n => n != SignalNames.ScoreDrift), rules.Select(r => r.Name));
        Assert.Equal("critical", SeverityOf(rules.Single(r => r.Name == SignalNames.QualityDrop)));
        Assert.Equal("warning", SeverityOf(rules.Single(r => r.Name == SignalNames.SegmentQualityDrop)));
        Assert.Empty(DefaultPolicy.Generate(Options(new SignalOptions { Off = new HashSet<string>(SignalNames.All) })));
    }

    [Fact]
    public void A_page_for_failing_requests_burns_the_budget_as_fast_as_the_page_of_the_burn_rates()
    {
        IReadOnlyList<GeneratedGroup> groups = DefaultPolicy.Generate(Options(new SignalOptions()));
        Assert.EndsWith("} >= 0.03", groups[0].Rules.Single(r => r.Name == SignalNames.RequestsFailing).Expression, StringComparison.Ordinal);
        Assert.Contains("ml_change_least_ratio{", groups[0].Rules.Single(r => r.Name == SignalNames.RequestsFailing).Expression, StringComparison.Ordinal);
        Assert.EndsWith("} >= 0.144", groups[1].Rules.Single(r => r.Name == SignalNames.RequestsFailing).Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_is_held_to_the_latency_of_its_largest_percentile_and_to_its_errors()
    {
        ModelObjectives objectives = new() { LatencyP50 = TimeSpan.FromMilliseconds(50), LatencyP95 = TimeSpan.FromMilliseconds(200), ErrorRate = 0.02 };
        Assert.Equal(new ServicePromise(0.2, 0.05, 0.02), objectives.Promise);
        Assert.Equal(ServicePromise.None, ModelObjectives.None.Promise);
    }

    private static string SeverityOf(GeneratedRule rule) => rule.Labels.Single(l => l.Name == "severity").Value;

    private static HeedOptions Options(SignalOptions signals) => new()
    {
        File = "/heed.yml",
        Server = new ServerOptions { Data = "/data", ExternalUrl = "http://localhost" },
        Signals = signals,
        Models = [Model("credit", ModelObjectives.None), Model("fraud", new ModelObjectives { Availability = 0.99 })],
    };

    private static ModelConfiguration Model(string name, ModelObjectives objectives) =>
        new(new ModelOptions { Name = name, Team = "risk" }, "/baseline.csv", null, objectives);
}
