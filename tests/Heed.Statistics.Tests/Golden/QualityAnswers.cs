using System.Text.Json;

using Heed.Statistics.Calibration;
using Heed.Statistics.Intervals;
using Heed.Statistics.Quality;

namespace Heed.Statistics.Tests.Golden;

internal static class QualityAnswers
{
    public static void Binary(GoldenCase c)
    {
        BinaryCounts r = BinaryCounts.Of(c.Flags("y_true"), c.Flags("y_pred"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("tp", r.TruePositives);
        c.Answer("fp", r.FalsePositives);
        c.Answer("fn", r.FalseNegatives);
        c.Answer("tn", r.TrueNegatives);
        c.Answer("accuracy", r.Accuracy);
        c.Answer("precision", r.Precision);
        c.Answer("recall", r.Recall);
        c.Answer("f1", r.F1);
        c.Answer("specificity", r.Specificity);
        c.Answer("mcc", r.MatthewsCorrelation);
        c.Answer("cohen_kappa", r.CohenKappa);
    }

    public static void Multiclass(GoldenCase c)
    {
        if (c.Input.GetProperty("y_true")[0].ValueKind == JsonValueKind.String) Multiclass(c, e => e.GetString()!, l => l);
        else Multiclass(c, e => e.GetInt64(), l => l.ToString());
    }

    public static void MulticlassProbabilities(GoldenCase c)
    {
        (double[] p, int classes) = c.Matrix("proba");
        int[] actual = c.Ints("y_true");
        QualityScore loss = LogLoss.OfClasses(actual, p, classes);
        if (c.Refused(loss.Refusal)) return;
        c.Answer("log_loss", loss.Value);
        c.Answer("brier_multiclass", BrierScore.OfClasses(actual, p, classes).Value);
        c.Answer("accuracy_argmax", Probabilities.ArgmaxAccuracy(actual, p, classes).Value);
    }

    public static void Scores(GoldenCase c)
    {
        bool[] actual = c.Flags("y_true");
        double[] scores = c.Sample("score");
        QualityScore auc = RocAuc.Of(actual, scores);
        Assert.Equal(auc.Refusal, AveragePrecision.Of(actual, scores).Refusal);
        if (c.Refused(auc.Refusal)) return;
        c.Answer("roc_auc", auc.Value);
        c.Answer("average_precision", AveragePrecision.Of(actual, scores).Value);
        c.Answer("log_loss_eps_1e_15", LogLoss.Of(actual, scores).Value);
        c.Answer("log_loss_sklearn", LogLoss.Of(actual, scores, LogLoss.MachineClip).Value);
        c.Answer("brier", BrierScore.Of(actual, scores).Value);
        c.Answer("ece_width_10", CalibrationError.ByWidth(actual, scores).Expected);
        c.Answer("mce_width_10", CalibrationError.ByWidth(actual, scores).Largest);
        c.Answer("ece_count_10", CalibrationError.ByCount(actual, scores).Expected);
        c.Answer("mce_count_10", CalibrationError.ByCount(actual, scores).Largest);
    }

    public static void Regression(GoldenCase c)
    {
        double[] actual = c.Sample("y_true");
        double[] predicted = c.Sample("y_pred");
        RegressionScores r = RegressionErrors.Of(actual, predicted);
        if (c.Refused(r.Refusal)) return;
        c.Answer("mae", r.MeanAbsoluteError);
        c.Answer("mse", r.MeanSquaredError);
        c.Answer("rmse", r.RootMeanSquaredError);
        c.Answer("bias", r.Bias);
        c.Answer("median_ae", r.MedianAbsoluteError);
        c.Answer("max_error", r.LargestError);
        c.Answer("smape", r.SymmetricPercentage);
        c.Answer("r2", r.R2);
        c.Answer(r.Zeros == 0 ? "mape" : "mape_nonzero_only", r.AbsolutePercentage);
        c.Answer("pinball", RegressionErrors.Pinball(actual, predicted, c.Number("quantile")).Value);
    }

    public static void Scaled(GoldenCase c)
    {
        QualityScore r = RegressionErrors.MeanAbsoluteScaled(c.Sample("train"), c.Int("season"), c.Sample("y_true"), c.Sample("y_pred"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("mase", r.Value);
    }

    public static void Rankings(GoldenCase c)
    {
        int k = c.Int("k");
        RankingScores[] each = [.. c.Input.GetProperty("relevance").EnumerateArray().Select(q => Ranking.Of(GoldenVectors.Sample(q), k))];
        RankingScores r = RankingScores.Mean(each);
        if (c.Refused(r.Refusal)) return;
        if (c.Has("score")) Assert.Equal(each[0], Ranking.OfScored(c.Sample("unsorted_relevance"), c.Sample("score"), k));
        c.Answer("ndcg", r.Ndcg);
        c.Answer("ndcg_exp", r.NdcgExponential);
        c.Answer("map", r.AveragePrecision);
        c.Answer("mrr", r.ReciprocalRank);
        c.Answer("hit_rate", r.HitRate);
        c.Answer("precision", r.Precision);
        c.Answer("recall", r.Recall);
        c.Answer("ndcg_each", each.Select(q => q.Ndcg));
    }

    public static void WithoutLabels(GoldenCase c)
    {
        double[] scores = c.Sample("score");
        bool[] predicted = c.Has("y_pred") ? c.Flags("y_pred") : [.. scores.Select(s => s >= c.Number("y_pred_threshold"))];
        EstimatedPerformance r = ConfidenceBasedEstimation.Of(c.Sample("calibrated"), scores, predicted);
        if (c.Refused(r.Refusal)) return;
        c.Answer("tp", r.TruePositives);
        c.Answer("fp", r.FalsePositives);
        c.Answer("fn", r.FalseNegatives);
        c.Answer("tn", r.TrueNegatives);
        c.Answer("accuracy", r.Accuracy);
        c.Answer("precision", r.Precision);
        c.Answer("recall", r.Recall);
        c.Answer("specificity", r.Specificity);
        c.Answer("f1", r.F1);
        c.Answer("roc_auc", r.RocAuc);
    }

    public static void DeLong(GoldenCase c)
    {
        AucEstimate r = DeLongInterval.Of(c.Flags("y_true"), c.Sample("score"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("auc", r.Auc);
        c.Answer("variance", r.Variance);
        c.Answer("low_95", r.At(0.95).Lower);
        c.Answer("high_95", r.At(0.95).Upper);
    }

    public static void PairedDeLong(GoldenCase c)
    {
        PairedAucComparison r = DeLongInterval.Compare(c.Flags("y_true"), c.Sample("score_a"), c.Sample("score_b"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("auc_a", r.First.Auc);
        c.Answer("auc_b", r.Second.Auc);
        c.Answer("covariance", r.Covariance);
        c.Answer("z", r.Z);
        c.Answer("p", r.PValue);
    }

    public static void Isotonic(GoldenCase c)
    {
        IsotonicRegression? fit = IsotonicRegression.Fit(c.Sample("x"), c.Sample("y"), c.Has("weight") ? c.Sample("weight") : [],
            out Refusal refusal);
        if (c.Refused(refusal) || fit is null) return;
        c.Answer("fitted", c.Sample("x").Select(fit.Predict));
        c.Answer("predicted", c.Sample("query").Select(fit.Predict));
    }

    public static void Platt(GoldenCase c)
    {
        PlattScaling fit = PlattScaling.Fit(c.Sample("score"), c.Flags("y_true"));
        if (c.Refused(fit.Refusal)) return;
        c.Answer("a", fit.A);
        c.Answer("b", fit.B);
        c.Answer("predicted", c.Sample("query").Select(fit.Predict));
    }

    private static void Multiclass<TLabel>(GoldenCase c, Func<JsonElement, TLabel> read, Func<TLabel, string> text)
        where TLabel : notnull
    {
        TLabel[] actual = [.. c.Input.GetProperty("y_true").EnumerateArray().Select(read)];
        TLabel[] predicted = [.. c.Input.GetProperty("y_pred").EnumerateArray().Select(read)];
        ConfusionMatrix<TLabel>? r = ConfusionMatrix<TLabel>.Of(actual, predicted, out Refusal refusal);
        if (c.Refused(refusal) || r is null) return;
        int classes = r.Labels.Length;
        c.AnswerText("labels", r.Labels.ToArray().Select(text));
        c.AnswerRows("confusion", [.. Enumerable.Range(0, classes * classes).Select(i => (double)r[i / classes, i % classes])], classes);
        c.Answer("accuracy", r.Accuracy);
        c.Answer("mcc", r.MatthewsCorrelation);
        c.Answer("cohen_kappa", r.CohenKappa);
        c.Answer("balanced_accuracy", r.BalancedAccuracy);
        foreach ((string name, ClassScores scores) in new[] { ("macro", r.Macro), ("micro", r.Micro), ("weighted", r.Weighted) })
        {
            c.Answer("precision_" + name, scores.Precision);
            c.Answer("recall_" + name, scores.Recall);
            c.Answer("f1_" + name, scores.F1);
        }
    }
}
