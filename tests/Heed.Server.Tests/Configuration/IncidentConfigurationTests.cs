using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class IncidentConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_word_alerts_of_models_are_linked_and_history_is_a_year()
    {
        HeedOptions options = _folder.Options("models: []");

        Assert.Equal(new IncidentOptions(), options.Incidents);
        Assert.Equal(365, options.History.TotalDays);
    }

    [Fact]
    public void Every_key_is_read()
    {
        HeedOptions options = _folder.Options("""
            models: []
            incidents:
              close_after: 1h
              link_within: 2d
              history: 30d
              chain:
                - { layer: pipeline, alerts: ['job="features"', 'alertname=~"Feature.*"'] }
                - { layer: rest, alerts: ['severity!=""'] }
            """);

        Assert.Equal((1, 2, 30), (options.Incidents!.CloseAfter.TotalHours, options.Incidents.LinkWithin.TotalDays, options.History.TotalDays));
        IncidentChain chain = options.Incidents.Chain;
        Assert.Equal([0, 0, 1, 2, 1], ((string[])["FeatureNulls", "A job=features", "A severity=info", "A", "FeatureNulls layer=rest"]).Select(a => chain.RankOf(Labels(a))));
        Assert.Equal(["pipeline", "rest", ""], Enumerable.Range(0, 3).Select(chain.NameOf));
    }

    [Fact]
    public void Linking_can_be_switched_off() => Assert.Null(_folder.Options("models: []\nincidents: { link: false }").Incidents);

    [Fact]
    public void Every_mistake_is_told() => Assert.Equal(
        """
        heed.yml:3:16: incidents.close_after: expected a duration from 0s to 1w, found "8d"
        heed.yml:5:31: incidents.chain[0].alerts[0]: expected matchers such as alertname=~"Feature.*", found "a b": expected one of = != =~ !~ at character 3 of "a b", found "b"
        heed.yml:6:7: incidents.chain[1]: expected the key "alerts" (a list of matchers, any of which puts an alert here), found none
        heed.yml:6:7: incidents.chain[1]: expected every layer once, found "data" again
        heed.yml:7:3: incidents.linked: unknown key "linked"; known here: link, close_after, link_within, chain, history (did you mean "link"?)
        """,
        _folder.Mistakes("""
            models: []
            incidents:
              close_after: 8d
              chain:
                - { layer: data, alerts: ['a b'] }
                - { layer: data }
              linked: true
            """));

    [Theory]
    [InlineData("InputDrift", "data")]
    [InlineData("PredictionDrift", "answers")]
    [InlineData("ErrorRatioAboveObjective", "service")]
    [InlineData("AccuracyBelowObjective", "quality")]
    [InlineData("ErrorTwiceTheBaseline", "quality")]
    [InlineData("Whatever", "")]
    [InlineData("Whatever layer=feature", "data")]
    [InlineData("ErrorBudgetBurn slo=accuracy", "quality")]
    [InlineData("ErrorBudgetBurn slo=latency_p99", "service")]
    [InlineData("PredictionDrift layer=quality", "quality")]
    public void The_default_chain_reads_names_and_labels(string alert, string layer) =>
        Assert.Equal(layer, IncidentChain.Default.NameOf(IncidentChain.Default.RankOf(Labels(alert))));

    private static LabelSet Labels(string text)
    {
        string[] words = text.Split(' ');
        return LabelSet.From([new(LabelNames.AlertName, words[0]), .. words[1..].Select(w => KeyValuePair.Create(w.Split('=')[0], w.Split('=')[1]))]);
    }
}
