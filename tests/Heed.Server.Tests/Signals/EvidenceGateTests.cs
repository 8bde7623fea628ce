using Heed.Documents;
using Heed.Model.Labels;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;
using Heed.Server.Hosting;
using Heed.Server.Tests.Configuration;

namespace Heed.Server.Tests.Signals;

/// <summary>The burn rates of a model's own requests beside its default alerts.</summary>
public sealed class EvidenceGateTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_asks_for_what_its_default_alert_asks_for_and_a_ticket_waits_for_it()
    {
        GeneratedRule[] alerts = Alerts("");
        Assert.Equal(["critical", "warning", "critical", "warning"], alerts.Select(a => Of(a.Labels, "severity")));
        Assert.EndsWith("kind=\"latency\"} < 0.02)", alerts[0].Expression, StringComparison.Ordinal);
        Assert.EndsWith("kind=\"errors\"} < 0.0144)", alerts[2].Expression, StringComparison.Ordinal);
        Assert.All(alerts, a => Assert.Contains("ml_drift_evidence{model_name=\"credit\"", a.Expression, StringComparison.Ordinal));
        Assert.Equal([0, 10, 0, 10], alerts.Select(a => (int)a.HoldDuration.TotalMinutes));
        Assert.DoesNotContain("ml_change_least_ratio", alerts[3].Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_notice_says_beside_the_speed_what_has_happened_since_when_and_what_to_look_at()
    {
        GeneratedRule page = Alerts("")[2];
        Assert.StartsWith("{{ $labels.model_name }}: the budget of {{ $labels.slo }} is spent", Of(page.Annotations, "summary"), StringComparison.Ordinal);
        Assert.Contains("% of the requests fail", Of(page.Annotations, "summary"), StringComparison.Ordinal);
        Assert.Contains("ml_change_since_timestamp_seconds", Of(page.Annotations, "cause"), StringComparison.Ordinal);
        Assert.Contains("newest deployment", Of(page.Annotations, "action"), StringComparison.Ordinal);
        Assert.Contains("% of the requests take longer than promised", Of(Alerts("")[0].Annotations, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_default_alerts_of_a_kind_are_off_its_burn_rates_stand_alone()
    {
        GeneratedRule[] alerts = Alerts("signals: { off: [RequestsFailing, ErrorRateHigh] }\n");
        Assert.Contains("ml_drift_evidence", alerts[0].Expression, StringComparison.Ordinal);
        Assert.DoesNotContain("ml_drift_evidence", alerts[2].Expression, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, alerts[3].HoldDuration);
        Assert.DoesNotContain(alerts[2].Annotations, a => a.Name == "cause");
    }

    private GeneratedRule[] Alerts(string signals)
    {
        HeedOptions options = _folder.Options(
            signals + "models: [{ name: credit, owner: risk, baseline: b.csv, slo: { latency_p99: 500ms, availability: 99.9% } }]");
        Diagnostics diagnostics = new();
        ObjectiveCatalog catalog = ObjectiveCatalog.Read(options, _ => null, diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.All(catalog.Groups().SelectMany(g => g.Rules), (Rule r) => Assert.Empty(r.Warnings));
        return [.. catalog.Generate(catalog.Objectives).SelectMany(g => g.Rules).Where(r => r.IsAlert)];
    }

    private static string Of(IReadOnlyList<Label> labels, string name) => labels.Single(l => l.Name == name).Value;
}
