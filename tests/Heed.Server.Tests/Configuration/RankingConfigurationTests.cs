using Heed.Model.Records;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class RankingConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "10")]
    [InlineData("cutoffs: [20, 5]", "5,20")]
    [InlineData("slo: { ndcg_at_5: 0.3 }", "5,10")]
    [InlineData("cutoffs: [3], slo: { recall_at_50: 60%, quality: { metric: map_at_7, least: 0.1 } }", "3,7,50")]
    [InlineData("slo: { ndcg_at_1: 0.3, ndcg_at_2: 0.3, ndcg_at_3: 0.3, ndcg_at_4: 0.3 }", "1,2,3,4")]
    public void The_cutoffs_are_the_configured_ones_and_those_of_the_objectives(string members, string expected)
    {
        ModelConfiguration model = _folder.Options(Model(members)).Models[0];
        Assert.Equal(ModelType.Ranking, model.Options.Type);
        Assert.Equal(expected, string.Join(",", model.Options.Cutoffs));
        Assert.Empty(model.Options.Validate());
    }

    [Fact]
    public void An_objective_of_a_figure_of_lists_is_one_of_quality()
    {
        ServiceLevelObjective objective = Assert.Single(_folder.Options(Model("slo: { ndcg_at_10: { bound: 0.35, target: 95% } }")).Models[0].Objectives.All);
        Assert.Equal(("quality-ndcg_at_10", "quality", 0.95), (objective.Name, objective.Type, objective.Target));
        string query = Assert.IsType<SliceIndicator>(objective.Indicator).ToString();
        Assert.Contains("ndcg_at_10", query, StringComparison.Ordinal);
        Assert.Contains("0.35", query, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_rankings_have_is_a_mistake_elsewhere_and_what_they_cannot_have_here()
    {
        string mistakes = _folder.Mistakes("""
            models:
              - { name: a, type: multiclass, baseline: b.csv, cutoffs: [5], slo: { ndcg_at_5: 0.3 } }
              - { name: b, type: ranking, baseline: b.csv, labels: { sample: 10% }, cutoffs: [0] }
              - { name: c, type: ranking, baseline: b.csv, positive_class: x, cutoffs: [1, 2, 3, 4, 5] }
              - { name: d, type: ranking, baseline: b.csv, slo: { ndcg_at_101: 0.3, ndcg_at_5: 2 } }
            """);
        Assert.Contains("models[0].cutoffs: expected no cutoffs: only models of the type ranking have them, this one is multiclass", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[0].slo.ndcg_at_5: unknown key \"ndcg_at_5\"", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[1].labels: expected no \"sample\"", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[1].cutoffs[0]: expected a whole number from 1 to 100", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[2].positive_class: expected no positive class", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[2].cutoffs: expected at most 4 cutoffs with those of the objectives, found 5", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[3].slo.ndcg_at_101: unknown key", mistakes, StringComparison.Ordinal);
        Assert.Contains("models[3].slo.ndcg_at_5: expected", mistakes, StringComparison.Ordinal);
    }

    private static string Model(string members) =>
        $"models: [{{ name: feed, type: ranking, baseline: b.csv{(members.Length > 0 ? ", " + members : "")} }}]";
}
