using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests.Sequential;

/// <summary>Evidence that shares left their intervals: against a slow twin, the promise by simulation, and its edges.</summary>
public sealed class ShareChangeDetectorTests
{
    private const double NoLimit = 1e9;
    private const long HourMs = 3_600_000;
    private static readonly double[] Effects = [0.25, 0.75, 2, 4.5];

    [Fact]
    public void Evidence_is_the_mean_of_products_of_likelihood_ratios()
    {
        ulong state = 5;
        ShareChangeDetector detector = new(2, NoLimit);
        double[] products = new double[16];
        for (int hour = 0; hour < 50; hour++)
        {
            for (int share = 0; share < 2; share++)
            {
                double trials = 1 + Math.Floor(40 * SampleGenerator.Uniform(ref state));
                double successes = Math.Floor(trials * SampleGenerator.Uniform(ref state));
                detector.Add(share, successes, trials, 0.3, 0.6, 1.5, 0, hour * HourMs);
                for (int i = 0; i < Effects.Length; i++)
                {
                    // The ratio of the likelihoods at the alternative and at the interval's end, trial by trial.
                    double up = Alternative(0.6, Effects[i]);
                    double down = Alternative(0.3, -Effects[i]);
                    Multiply(ref products[(share * 8) + i], Ratio(up, 0.6, successes, trials));
                    Multiply(ref products[(share * 8) + 4 + i], Ratio(down, 0.3, successes, trials));
                }
            }

            detector.Update();
            Assert.Equal(Math.Log(products.Average()), detector.LogEvidence, 1e-5);
        }

        static double Alternative(double p, double effect) => 1 / (1 + Math.Exp(-Math.Log(p / (1 - p)) - effect));
        static double Ratio(double q, double p, double k, double n) =>
            Math.Pow(Math.Pow(q / p, k) * Math.Pow((1 - q) / (1 - p), n - k), 1 / 1.5);
        static void Multiply(ref double product, double ratio) => product = Math.Max(1, product) * ratio;
    }

    [Theory]
    [InlineData(3, 1.5)]
    [InlineData(3, 2)]
    [InlineData(20, 2)]
    [InlineData(300, 2)]
    public void What_is_new_and_comes_in_clusters_is_no_evidence_on_average(int trials, double inflation)
    {
        const double P = 0.005;

        // A negative binomial count's probabilities, one from the one before.
        double size = trials * P / (inflation - 1);
        double kept = 1 - (1 / inflation);
        double logProbability = -size * Math.Log(inflation);
        double mean = 0;
        for (int k = 0; k < 2000; k++)
        {
            ShareChangeDetector detector = new(1, NoLimit);
            detector.AddNew(0, k, trials, P, inflation, 0, 0);
            detector.Update();
            mean += Math.Exp(logProbability + detector.LogEvidence);
            logProbability += Math.Log(kept * (k + size) / (k + 1));
        }

        // Half of what evidence is the mean of looks the other way.
        Assert.InRange(2 * mean, 0.5, 1 + 1e-6);
    }

    [Theory]
    [InlineData(0.25, 3)]
    [InlineData(0.2, 15)]
    public void What_is_new_in_many_stretches_is_found_in_a_few_of_them(double share, int trials)
    {
        const double LogThreshold = 12;
        ulong state = 3;
        (ShareChangeDetector asNew, ShareChangeDetector asKnown) = (new(3, NoLimit), new(3, NoLimit));
        (int newly, int knowingly) = (0, 0);
        for (int stretch = 1; knowingly == 0; stretch++)
        {
            double successes = Enumerable.Range(0, trials).Count(_ => SampleGenerator.Uniform(ref state) < share);
            asNew.AddNew(0, successes, trials, 0.005, 2, Math.Log(1 / 6.0), 0);
            asKnown.Add(0, successes, trials, 0, 0.005, 2, Math.Log(1 / 6.0), 0);
            asNew.Update();
            asKnown.Update();
            if (newly == 0 && asNew.LogEvidence >= LogThreshold) newly = stretch;
            if (asKnown.LogEvidence >= LogThreshold) knowingly = stretch;
        }

        Assert.InRange(newly, 4, knowingly - 1);
        Assert.True(newly <= 12, $"found in stretch {newly}, by its successes in stretch {knowingly}");
    }

    [Theory]
    [InlineData(0.5, 1, 20)]
    [InlineData(0.5, 1, 1)]
    [InlineData(0.01, 1, 100)]
    [InlineData(0.98, 1, 50)]
    public void While_shares_stay_inside_the_mean_time_to_the_threshold_is_at_least_the_threshold(double share, double inflation, int trials)
    {
        const double Threshold = 100;
        const int Streams = 100;
        double hours = 0;
        ulong state = 7;
        for (int stream = 0; stream < Streams; stream++)
        {
            ShareChangeDetector detector = new(1, NoLimit);
            int hour = 0;
            for (; hour < 20 * Threshold && detector.LogEvidence < Math.Log(Threshold); hour++)
            {
                int successes = 0;
                for (int i = 0; i < trials; i++) successes += SampleGenerator.Uniform(ref state) < share ? 1 : 0;
                detector.Add(0, successes, trials, share, share, inflation, 0, 0);
                detector.Update();
            }

            hours += hour;
        }

        Assert.True(hours / Streams >= Threshold, $"{hours / Streams} hours on average");
    }

    [Fact]
    public void Clusters_of_a_rare_share_are_no_change_when_the_inflation_says_so()
    {
        (int told, int untold) = (0, 0);
        for (ulong seed = 0; seed < 8; seed++)
        {
            if (Clusters(seed, inflation: 12) >= Math.Log(1e5)) told++;
            if (Clusters(seed, inflation: 1) >= Math.Log(1e5)) untold++;
        }

        Assert.Equal((0, 8), (told, untold));
    }

    [Theory]
    [InlineData(0.5, 0.6, true)]
    [InlineData(0.5, 0.4, false)]
    [InlineData(0.001, 0.05, true)]
    [InlineData(0.97, 0.9, false)]
    public void A_share_outside_is_found_with_its_direction_and_its_beginning(double before, double after, bool isUp)
    {
        ShareChangeDetector detector = new(3, NoLimit);
        ulong state = 3;
        int hour = 0;
        for (; hour < 200 && !(detector.LogEvidence > Math.Log(1e6)); hour++)
        {
            double now = hour < 50 ? before : after;
            for (int share = 0; share < 3; share++)
            {
                int successes = 0;
                for (int i = 0; i < 200; i++) successes += SampleGenerator.Uniform(ref state) < (share == 1 ? now : before) ? 1 : 0;
                detector.Add(share, successes, 200, before - 0.01, before + 0.01, 1, 0, hour * HourMs);
            }

            detector.Update();
        }

        Assert.InRange(hour, 51, 80);
        Assert.Equal((1, isUp), (detector.Lead, detector.LeadIsUp));
        Assert.InRange(detector.SinceMs / HourMs, 44, 54);
    }

    [Fact]
    public void Evidence_goes_no_further_than_the_limit_and_a_reset_forgets_it()
    {
        ShareChangeDetector detector = new(1, Math.Log(1000));
        for (int hour = 0; hour < 1000; hour++) detector.Add(0, 90, 100, 0.1, 0.2, 1, 0, 0);
        detector.Update();
        Assert.InRange(detector.LogEvidence, Math.Log(1000), Math.Log(8000));
        detector.Reset();
        Assert.Equal((-1, double.NegativeInfinity), (detector.Lead, detector.LogEvidence));
    }

    [Fact]
    public void A_side_without_an_end_and_a_stretch_without_trials_are_no_evidence()
    {
        ShareChangeDetector detector = new(1, NoLimit);
        for (int hour = 0; hour < 100; hour++) detector.Add(0, 0, 100, 0, 0.5, 1, 0, 0);
        detector.Update();
        Assert.True(detector.LogEvidence < 0);
        detector.Add(0, 0, 0, 0.4, 0.6, 1, 0, 0);
        detector.Update();
        Assert.True(detector.LogEvidence <= 0);
    }

    [Fact]
    public void Looking_twice_as_often_gives_no_more_time_to_the_same_hours()
    {
        ShareChangeDetector hourly = new(1, NoLimit);
        ShareChangeDetector halfHourly = new(1, NoLimit);
        hourly.Add(0, 70, 100, 0.5, 0.5, 1, 0, 0);
        halfHourly.Add(0, 35, 50, 0.5, 0.5, 1, Math.Log(0.5), 0);
        halfHourly.Add(0, 35, 50, 0.5, 0.5, 1, Math.Log(0.5), 0);
        hourly.Update();
        halfHourly.Update();
        Assert.True(halfHourly.LogEvidence <= hourly.LogEvidence);
    }

    [Fact]
    public void A_saved_detector_continues_to_the_same_bits()
    {
        ShareChangeDetector first = new(4, 20);
        ShareChangeDetector second = new(4, 20);
        ulong state = 9;
        for (int hour = 0; hour < 60; hour++)
        {
            if (hour == 30)
            {
                MemoryStream stream = new();
                first.Save(new BinaryWriter(stream));
                stream.Position = 0;
                second.Load(new BinaryReader(stream));
            }

            for (int share = 0; share < 4; share++)
            {
                double successes = Math.Floor(50 * SampleGenerator.Uniform(ref state));
                first.Add(share, successes, 50, 0.4, 0.5, 2, 0, hour);
                if (hour >= 30) second.Add(share, successes, 50, 0.4, 0.5, 2, 0, hour);
            }

            first.Update();
            second.Update();
        }

        Assert.Equal((first.LogEvidence, first.Lead, first.SinceMs), (second.LogEvidence, second.Lead, second.SinceMs));
    }

    /// <summary>The largest ln M over 1,000 hours of a rare share that comes in clusters of six on average.</summary>
    private static double Clusters(ulong seed, double inflation)
    {
        ulong state = seed;
        ShareChangeDetector detector = new(1, NoLimit);
        double largest = 0;
        bool inside = false;
        for (int hour = 0; hour < 1000; hour++)
        {
            int successes = 0;
            for (int i = 0; i < 50; i++)
            {
                inside = SampleGenerator.Uniform(ref state) < (inside ? 5.0 / 6 : 0.001);
                successes += inside ? 1 : 0;
            }

            detector.Add(0, successes, 50, 0, 0.01, inflation, 0, 0);
            detector.Update();
            largest = Math.Max(largest, detector.LogEvidence);
        }

        return largest;
    }
}
