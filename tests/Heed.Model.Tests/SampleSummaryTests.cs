using Heed.Model.Samples;

namespace Heed.Model.Tests;

public sealed class SampleSummaryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Steps_are_counted_one_after_the_other_whatever_falls_stays_or_is_no_number(int seed)
    {
        Random random = new(seed);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e-300];
        for (int round = 0; round < 500; round++)
        {
            double[] values = new double[random.Next(1, 40)];
            double value = 0;
            for (int i = 0; i < values.Length; i++)
            {
                value = random.Next(12) == 0 ? random.Next(3) : value + (random.Next(3) * 0.1);
                values[i] = random.Next(30) == 0 ? odd[random.Next(odd.Length)] : value;
            }

            (double lost, int resets, int changes) = (0, 0, 0);
            for (int i = 1; i < values.Length; i++)
            {
                bool isReset = values[i] < values[i - 1];
                if (isReset) lost += values[i - 1];
                resets += isReset ? 1 : 0;
                changes += values[i] != values[i - 1] && !(double.IsNaN(values[i]) && double.IsNaN(values[i - 1])) ? 1 : 0;
            }

            SampleSummary summary = SampleSummary.Of(new long[values.Length], values, SummaryParts.Steps);
            Assert.Equal((resets, changes), (summary.Resets, summary.Changes));
            Assert.Equal(BitConverter.DoubleToInt64Bits(lost), BitConverter.DoubleToInt64Bits(summary.Lost));
        }
    }
}
