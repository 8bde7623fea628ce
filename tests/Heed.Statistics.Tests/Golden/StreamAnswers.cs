using Heed.Statistics.Anomalies;
using Heed.Statistics.Forecasts;
using Heed.Statistics.Quality;
using Heed.Statistics.Quantiles;
using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests.Golden;

internal static class StreamAnswers
{
    public static void Generator(GoldenCase c)
    {
        if (c.Has("generator"))
        {
            c.Answer("values", SampleGenerator.Draw(
                c.Input.GetProperty("generator").GetProperty("dist").GetString()!,
                ulong.Parse(c.Input.GetProperty("generator").GetProperty("seed").GetString()!),
                c.Input.GetProperty("generator").GetProperty("n").GetInt32(),
                c.Input.GetProperty("generator").GetProperty("a").GetDouble(),
                c.Input.GetProperty("generator").GetProperty("b").GetDouble()));
            return;
        }

        ulong state = ulong.Parse(c.Input.GetProperty("seed").GetString()!);
        ulong other = state;
        c.AnswerText("splitmix64", Enumerable.Range(0, 5).Select(_ => SampleGenerator.Next(ref state).ToString()));
        c.Answer("uniform", Enumerable.Range(0, 5).Select(_ => SampleGenerator.Uniform(ref other)));
    }

    public static void Sketch(GoldenCase c)
    {
        double[] stream = c.Sample("stream");
        double[] levels = c.Sample("q");
        double[] low = c.ExpectedAll("allowed_low");
        double[] high = c.ExpectedAll("allowed_high");
        foreach (int parts in new[] { 1, 2, 7, 64 })
        {
            QuantileSketch sketch = new(1);
            for (int part = 0; part < parts; part++)
            {
                QuantileSketch piece = new((ulong)part + 2);
                piece.Add(stream.AsSpan((int)((long)stream.Length * part / parts)..(int)((long)stream.Length * (part + 1) / parts)));
                sketch.MergeFrom(piece);
            }

            c.Answer("count", sketch.Count);
            c.Answer("min", sketch.Minimum);
            c.Answer("max", sketch.Maximum);
            double[] values = new double[levels.Length];
            sketch.Quantiles(levels, values);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.InRange(values[i], low[i] - (1e-12 * Math.Abs(low[i])), high[i] + (1e-12 * Math.Abs(high[i])));
            }
        }
    }

    public static void Forest(GoldenCase c)
    {
        if (c.Has("n"))
        {
            c.Answer("c_harmonic", PathLength.Average((long)c.Number("n")));
            c.Expected("c_log");
            return;
        }

        double[] rows = [.. c.Sample("inliers_flat"), .. c.Sample("outliers_flat")];
        int columns = c.Int("columns");
        int inliers = c.Sample("inliers_flat").Length / columns;
        bool[] planted = [.. Enumerable.Range(0, rows.Length / columns).Select(i => i >= inliers)];
        for (ulong seed = 1; seed <= 3; seed++)
        {
            IsolationForest forest = IsolationForest.Fit(rows, columns, seed, out Refusal refusal, c.Int("trees"), c.Int("subsample"))!;
            Assert.Equal(Refusal.None, refusal);
            double[] scores = new double[planted.Length];
            forest.Score(rows, scores);
            Assert.True(RocAuc.Of(planted, scores).Value >= c.Expected("auc_min"), c.Name);
        }
    }

    public static void Sequential(GoldenCase c)
    {
        string distribution = c.Input.GetProperty("dist").GetString()!;
        ulong seed = ulong.Parse(c.Input.GetProperty("first_seed").GetString()!);
        double a = c.Number("a");
        double b = c.Number("b");
        double alpha = c.Number("alpha");
        int rejections = 0;
        int detections = 0;
        for (int run = 0; run < c.Int("runs"); run++)
        {
            rejections += Rejects(distribution, a, b, alpha, SampleGenerator.Draw(distribution, seed + (ulong)run, c.Int("looks"), a, b))
                ? 1 : 0;
            double[] shifted = SampleGenerator.Draw(distribution, seed + (ulong)run, c.Int("looks"), c.Number("shifted_a"), b);
            detections += Rejects(distribution, a, b, alpha, shifted) ? 1 : 0;
        }

        Assert.True(rejections <= c.Expected("max_rejections"), $"{c.Name}: {rejections} false alarms");
        Assert.True(detections >= c.Expected("min_detections_shifted"), $"{c.Name}: {detections} detections");
    }

    public static void TimeToThreshold(GoldenCase c)
    {
        LineFit fit = LineFit.Of(c.Sample("t"), c.Sample("y"));
        if (c.Refused(fit.Refusal)) return;
        c.Answer("slope", fit.Slope);
        c.Answer("value_now", fit.ValueNow);
        c.Answer("slope_se", fit.SlopeError);
        ThresholdSide side = c.Input.GetProperty("direction").GetString() == "above" ? ThresholdSide.Above : ThresholdSide.Below;
        c.Answer("eta", fit.TimeTo(c.Number("threshold"), side));
    }

    public static void DoubleSmoothing(GoldenCase c)
    {
        SmoothedValue r = DoubleExponentialSmoothing.Of(c.Sample("y"), c.Number("sf"), c.Number("tf"));
        if (c.Refused(r.Refusal)) return;
        c.Answer("value", r.Value);
    }

    public static void HoltWinters(GoldenCase c)
    {
        double[] y = c.Sample("y");
        int season = c.Int("season");
        double[] oneStep = new double[Math.Max(0, y.Length - season)];
        SmoothingFactors factors = new(c.Number("alpha"), c.Number("beta"), c.Number("gamma"));
        Forecasts.HoltWinters? fit = Forecasts.HoltWinters.Fit(y, season, factors, oneStep, out Refusal refusal);
        if (c.Refused(refusal) || fit is null) return;
        c.Answer("one_step", oneStep);
        c.Answer("level", fit.Level);
        c.Answer("trend", fit.Trend);
        c.Answer("season", fit.Season.ToArray());
        c.Answer("forecast", Enumerable.Range(1, c.Int("horizon")).Select(h => fit.Forecast(h)));
    }

    /// <summary>By the test that fits what is known: values within [0, 1], or normal ones of a known deviation.</summary>
    private static bool Rejects(string distribution, double mean, double deviation, double alpha, double[] stream)
    {
        if (distribution == "bernoulli")
        {
            BettingTest betting = new(mean);
            foreach (double value in stream) betting.Add(value);
            return betting.Rejects(alpha);
        }

        NormalMixtureTest mixture = new(mean, deviation);
        foreach (double value in stream) mixture.Add(value);
        return mixture.Rejects(alpha);
    }
}
