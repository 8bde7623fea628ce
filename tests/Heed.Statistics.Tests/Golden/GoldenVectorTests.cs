using System.Text.Json;

namespace Heed.Statistics.Tests.Golden;

/// <summary>
/// Walks every file of golden values: each kind needs an answer, each case agrees within its tolerance or is refused with its reason, and
/// no field may be left unanswered.
/// </summary>
public sealed class GoldenVectorTests
{
    private static readonly Dictionary<string, Action<GoldenCase>> Answers = new()
    {
        ["anderson_ksamp"] = TwoSampleAnswers.AndersonDarling,
        ["cbpe"] = QualityAnswers.WithoutLabels,
        ["chi2_contingency"] = TableAnswers.ChiSquare,
        ["classification_binary"] = QualityAnswers.Binary,
        ["classification_multiclass"] = QualityAnswers.Multiclass,
        ["classification_multiclass_proba"] = QualityAnswers.MulticlassProbabilities,
        ["classification_scores"] = QualityAnswers.Scores,
        ["cramer_von_mises_2samp"] = TwoSampleAnswers.CramerVonMises,
        ["cramers_v"] = TableAnswers.CramersV,
        ["delong_auc"] = QualityAnswers.DeLong,
        ["delong_paired"] = QualityAnswers.PairedDeLong,
        ["double_exponential_smoothing"] = StreamAnswers.DoubleSmoothing,
        ["embedding_centroids"] = TwoSampleAnswers.Centroids,
        ["energy_distance"] = TwoSampleAnswers.Energy,
        ["epps_singleton_2samp"] = TwoSampleAnswers.EppsSingleton,
        ["fisher_exact_2x2"] = TableAnswers.Fisher,
        ["g_test"] = TableAnswers.LikelihoodRatio,
        ["generator"] = StreamAnswers.Generator,
        ["goodness_of_fit"] = TableAnswers.GoodnessOfFit,
        ["histogram_distances"] = TableAnswers.HistogramDistances,
        ["holt_winters_additive"] = StreamAnswers.HoltWinters,
        ["isolation_forest"] = StreamAnswers.Forest,
        ["isotonic_regression"] = QualityAnswers.Isotonic,
        ["js_doane"] = TableAnswers.FrozenHistogram,
        ["ks_2samp"] = TwoSampleAnswers.KolmogorovSmirnov,
        ["mann_whitney_u"] = TwoSampleAnswers.MannWhitney,
        ["mase"] = QualityAnswers.Scaled,
        ["mmd2_rbf"] = TwoSampleAnswers.MeanDiscrepancy,
        ["multiple_testing"] = TableAnswers.MultipleTesting,
        ["newcombe_difference"] = TableAnswers.Newcombe,
        ["platt_scaling"] = QualityAnswers.Platt,
        ["proportion_intervals"] = TableAnswers.ProportionIntervals,
        ["psi_categorical"] = StabilityAnswers.Categorical,
        ["psi_evidently"] = StabilityAnswers.Evidently,
        ["psi_guide"] = StabilityAnswers.Guide,
        ["psi_quantile"] = StabilityAnswers.Quantile,
        ["quantile_sketch"] = StreamAnswers.Sketch,
        ["ranking"] = QualityAnswers.Rankings,
        ["regression"] = QualityAnswers.Regression,
        ["sequential_test"] = StreamAnswers.Sequential,
        ["time_to_threshold"] = StreamAnswers.TimeToThreshold,
        ["two_proportion_z"] = TableAnswers.TwoProportions,
        ["wasserstein"] = TwoSampleAnswers.Wasserstein,
    };

    public static TheoryData<string> Kinds => [.. Answers.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_kind_of_golden_value_has_an_answer()
    {
        if (GoldenVectors.Folder is not { } folder) return;
        IEnumerable<string> kinds = Directory.EnumerateFiles(folder, "*.json").Select(f =>
            Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
        Assert.Equal(Answers.Keys.Order(StringComparer.Ordinal), kinds);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Agrees_with_every_golden_value(string kind)
    {
        if (GoldenVectors.Of(kind) is not { } vectors) return;
        List<string> wrong = [];
        int cases = 0;
        foreach (JsonElement one in vectors.Cases)
        {
            GoldenCase golden = new(vectors, kind, one);
            cases++;
            Exception? problem = Record.Exception(() =>
            {
                Answers[kind](golden);
                golden.Finish();
            });
            if (problem is not null) wrong.Add($"{golden.Name}: {problem.Message}");
        }

        Assert.True(cases > 0, $"{kind}: no case");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
