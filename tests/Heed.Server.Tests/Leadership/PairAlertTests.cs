using Heed.Documents;
using Heed.Rules.RuleTests;
using Heed.Server.Hosting;
using Heed.Server.Tests.State;
using Heed.Storage;

namespace Heed.Server.Tests.Leadership;

/// <summary>What a pair says of itself, told as a test of rules.</summary>
public sealed class PairAlertTests
{
    private const string Stories = """
        rule_files: [pair.yml]
        evaluation_interval: 1m
        tests:
          - name: a takeover is no news
            interval: 15s
            input_series: [ { series: 'heed_leaderless{job="heed"}', values: '0x20 1x1 0x60' } ]
            alert_rule_test: [ { eval_time: 8m, alertname: HeedNobodyLed, exp_alerts: [] } ]
          - name: more than a minute without a leader is told when it is over, for as long as it is of the last ten minutes
            interval: 15s
            input_series: [ { series: 'heed_leaderless{job="heed"}', values: '0x20 1x7 0x60' } ]
            promql_expr_test:
              - { expr: 'count(ALERTS{alertname="HeedNobodyLed", severity="critical"})', eval_time: 8m, exp_samples: [ { labels: '{}', value: 1 } ] }
            alert_rule_test: [ { eval_time: 18m, alertname: HeedNobodyLed, exp_alerts: [] } ]
          - name: a server that is alone says so after five minutes
            interval: 15s
            input_series: [ { series: 'heed_pair_servers{job="heed"}', values: '2x8 1x60' } ]
            promql_expr_test:
              - { expr: 'count(ALERTS{alertname="HeedAlone", alertstate="firing"})', eval_time: 5m, exp_samples: [] }
              - { expr: 'count(ALERTS{alertname="HeedAlone", alertstate="firing"})', eval_time: 9m, exp_samples: [ { labels: '{}', value: 1 } ] }
        """;

    [Fact]
    public void Its_alerts_fire_when_they_should_and_not_before()
    {
        List<SeriesStore> opened = [];
        Diagnostics diagnostics = new();
        RuleTestFile file = RuleTestFileReader.Read("pair.test.yml", Stories, diagnostics);
        Assert.Empty(diagnostics.All);
        RuleTestRunner runner = new(file, BuiltInRules.Pair(PostgresFixture.Options("postgres://db")), Open, TimeProvider.System);
        Assert.Equal(3, file.Tests.Count);
        Assert.All(file.Tests, test => Assert.Empty(runner.Run(test).Select(f => $"{test.Name}: {f}")));
        foreach (SeriesStore store in opened) store.Dispose();

        RuleTestStore Open()
        {
            SeriesStore store = SeriesStore.Open(new StoreOptions());
            opened.Add(store);
            return new RuleTestStore(store, store);
        }
    }

    [Fact]
    public void A_server_that_stands_alone_has_none() => Assert.Empty(BuiltInRules.Pair(null));
}
