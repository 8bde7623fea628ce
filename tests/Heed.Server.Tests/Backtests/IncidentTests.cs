using Heed.Documents;
using Heed.Model.Labels;
using Heed.Server.Backtests;

namespace Heed.Server.Tests.Backtests;

public sealed class IncidentTests
{
    private static readonly LabelSet Credit = LabelSet.Of(("alertname", "A"), ("model_name", "credit"));
    private static readonly LabelSet Fraud = LabelSet.Of(("alertname", "A"), ("model_name", "fraud"));

    private static readonly LabelledIncident[] Incidents =
    [
        new("one", 100, 200, LabelSet.Of(("model_name", "credit"))),
        new("two", 500, 600, LabelSet.Empty),
        new("three", 800, 900, LabelSet.Of(("model_name", "credit"))),
        new("before", 0, 5, LabelSet.Empty),
    ];

    [Fact]
    public void A_score_counts_right_alerts_found_incidents_and_their_delay()
    {
        IncidentScore score = IncidentScore.Of(
            [Episode(Credit, 130, 140), Episode(Credit, 150, 160), Episode(Fraud, 150, 160), Episode(Fraud, 490, 505), Episode(Credit, 700, 710)],
            Incidents,
            fromMs: 10,
            toMs: 1000);
        Assert.Equal((5, 3, 3, 2), (score.Alerts, score.RightAlerts, score.Incidents, score.FoundIncidents));
        Assert.Equal(0.6, score.Precision);
        Assert.Equal(2.0 / 3, score.Recall);
        Assert.Equal(2 * 0.6 * (2.0 / 3) / (0.6 + (2.0 / 3)), score.F1, 12);
        Assert.Equal(TimeSpan.FromMilliseconds(15), score.MedianDelay);
        Assert.Equal(["three"], score.Missed);
    }

    [Fact]
    public void Without_alerts_nothing_is_found_and_precision_is_no_number()
    {
        IncidentScore score = IncidentScore.Of([], Incidents, 10, 1000);
        Assert.True(double.IsNaN(score.Precision));
        Assert.Equal((0.0, 0.0, null), (score.Recall, score.F1, score.MedianDelay));
    }

    [Fact]
    public void An_alert_that_still_fires_reaches_to_the_end()
    {
        IncidentScore score = IncidentScore.Of([Episode(Credit, 300, null)], Incidents, 10, 1000);
        Assert.Equal((1, 2), (score.RightAlerts, score.FoundIncidents));
        Assert.Equal(TimeSpan.Zero, score.MedianDelay);
    }

    [Fact]
    public void A_file_gives_its_incidents_in_order_of_time()
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<LabelledIncident> incidents = IncidentFile.Parse("incidents.yml", """
            incidents:
              - { name: late, from: 2026-03-02T00:00:00Z, to: 2026-03-02T01:00:00Z, labels: { feature_name: income } }
              - { name: early, model: credit, from: 2026-03-01T00:00:00Z, to: 2026-03-01T01:00:00Z }
            """, diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.Equal(["early {model_name=\"credit\"}", "late {feature_name=\"income\"}"], incidents.Select(i => $"{i.Name} {i.Labels}"));
    }

    [Fact]
    public void Every_mistake_of_a_file_is_told_with_its_place()
    {
        Diagnostics diagnostics = new();
        IncidentFile.Parse("incidents.yml", """
            incidents:
              - { name: a, from: yesterday, to: 2026-03-02T01:00:00Z }
              - { from: 2026-03-02T01:00:00Z, to: 2026-03-01T00:00:00Z, modle: credit }
            """, diagnostics);
        string told = string.Join('\n', diagnostics.All);
        Assert.Contains("incidents.yml:2:22", told, StringComparison.Ordinal);
        Assert.Contains("2026-03-01T10:00:00Z, found", told, StringComparison.Ordinal);
        Assert.Contains("an incident that ends before it begins", told, StringComparison.Ordinal);
        Assert.Contains("modle", told, StringComparison.Ordinal);
        Assert.Equal(4, diagnostics.All.Count);
    }

    private static AlertEpisode Episode(LabelSet labels, long firedAtMs, long? endedAtMs) => new(labels, firedAtMs, endedAtMs, false, true);
}
