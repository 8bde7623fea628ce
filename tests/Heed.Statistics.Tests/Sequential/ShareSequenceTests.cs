using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests.Sequential;

/// <summary>The bound that holds at every moment: by its definition, by simulation, and at its edges.</summary>
public sealed class ShareSequenceTests
{
    private static readonly double LogLevel = Math.Log(20);

    [Theory]
    [InlineData(3, 20)]
    [InlineData(40, 900)]
    [InlineData(7, 7)]
    public void At_the_bound_the_mixture_is_as_many_times_as_likely_as_the_level_says(int successes, int trials)
    {
        double least = ShareSequence.Least(successes, trials, LogLevel);
        Assert.InRange(least, 1e-9, successes / (double)trials);
        Assert.Equal(20, Mixture(successes, trials) / Likelihood(least, successes, trials), 0.02);

        // The integral of q^k (1 − q)^(n − k) over Beta(½, 1), whose density is 1/(2√q), by q = x².
        static double Mixture(int k, int n)
        {
            const int Steps = 200_000;
            double sum = 0;
            for (int i = 0; i < Steps; i++)
            {
                double q = Math.Pow((i + 0.5) / Steps, 2);
                sum += Likelihood(q, k, n) / Steps;
            }

            return sum;
        }

        static double Likelihood(double q, int k, int n) => Math.Exp((k * Math.Log(q)) + (n > k ? (n - k) * Math.Log(1 - q) : 0) + (n * 0.1));
    }

    [Theory]
    [InlineData(0.012)]
    [InlineData(0.1)]
    [InlineData(0.7)]
    public void The_bound_is_above_the_share_at_any_moment_in_one_stream_of_twenty_at_most(double share)
    {
        const int Streams = 200;
        int wrong = 0;
        int close = 0;
        for (ulong stream = 0; stream < Streams; stream++)
        {
            ulong state = 900 + stream;
            double most = 0;
            int successes = 0;
            for (int trials = 1; trials <= 3000; trials++)
            {
                successes += SampleGenerator.Uniform(ref state) < share ? 1 : 0;
                if (successes > 0 && trials % 3 == 0) most = ShareSequence.Least(successes, trials, LogLevel, most);
            }

            if (most > share) wrong++;
            if (most > share / 3) close++;
        }

        // The 0.9999 quantile of Binomial(200, 0.05).
        Assert.InRange(wrong, 0, 22);

        // After 3,000 trials it is near: a share of 0.012 has had some 36 successes.
        Assert.InRange(close, Streams - 10, Streams);
    }

    [Fact]
    public void Nothing_is_known_of_no_successes_and_a_floor_stays_where_it_is()
    {
        Assert.Equal(0, ShareSequence.Least(0, 100, LogLevel));
        Assert.Equal(0, ShareSequence.Least(-1, -1, LogLevel));
        Assert.Equal(0.4, ShareSequence.Least(30, 100, LogLevel, 0.4));
        double free = ShareSequence.Least(30, 100, LogLevel);
        Assert.Equal(free, ShareSequence.Least(30, 100, LogLevel, free / 2), 1e-9);
        Assert.Equal(0.2, ShareSequence.Least(30, 100, LogLevel, 0.2));
    }
}
