using Heed.Statistics.Distances;

namespace Heed.Statistics.Tests;

public sealed class HistogramDistanceTests
{
    [Fact]
    public void Are_symmetric_bounded_and_zero_for_equal_shares() => Properties.OfTwoHistograms((p, q) =>
    {
        double js = JensenShannon.Distance(p, q).Value;
        double bits = JensenShannon.DistanceBase2(p, q).Value;
        double hellinger = Hellinger.Distance(p, q).Value;
        double variation = TotalVariation.Distance(p, q).Value;
        double largest = LargestShareDifference.Distance(p, q).Value;
        double[] thrice = [.. p.Select(v => 3 * v)];
        return Properties.Near(js, JensenShannon.Distance(q, p).Value) && Properties.Near(js, bits * Math.Sqrt(Math.Log(2)))
            && bits is >= 0 and <= 1
            && Properties.Near(hellinger, Hellinger.Distance(q, p).Value) && hellinger is >= 0 and <= 1
            && largest <= variation + 1e-12 && variation <= 1
            && JensenShannon.Distance(p, thrice).Value < 1e-7 && Hellinger.Distance(p, thrice).Value < 1e-7;
    });

    [Fact]
    public void Keep_the_inequalities_between_them() => Properties.OfTwoHistograms((p, q) =>
    {
        double hellinger = Hellinger.Distance(p, q).Value;
        double variation = TotalVariation.Distance(p, q).Value;
        double divergence = KullbackLeibler.Divergence(p, q).Value;
        double[] middle = [.. p.Select((v, i) => (v / p.Sum()) + (q[i] / q.Sum()))];
        double js = JensenShannon.Distance(p, q).Value;
        return (hellinger * hellinger) <= variation + 1e-12 && variation <= (Math.Sqrt(2) * hellinger) + 1e-12
            && variation <= Math.Sqrt(divergence / 2) + 1e-12
            && Properties.Near(2 * js * js, KullbackLeibler.Divergence(p, middle).Value + KullbackLeibler.Divergence(q, middle).Value,
            1e-9);
    });

    [Fact]
    public void Refuse_what_is_no_histogram()
    {
        Assert.Equal(Refusal.EmptySample, JensenShannon.Distance([0, 0], [1, 2]).Refusal);
        Assert.Equal(Refusal.OutOfRange, Hellinger.Distance([-1, 3], [1, 2]).Refusal);
        Assert.Equal(Refusal.OutOfRange, LargestShareDifference.Distance([double.NaN, 3], [1, 2]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, TotalVariation.Distance([1], [1, 2]).Refusal);
        Assert.Equal(Refusal.NonFinite, KullbackLeibler.Divergence([double.PositiveInfinity], [1]).Refusal);
        Assert.Equal(double.PositiveInfinity, KullbackLeibler.Divergence([1, 1], [1, 0]).Value);
    }

    [Fact]
    public void One_far_value_hides_a_shift_from_the_joint_bins_and_not_from_frozen_ones()
    {
        double[] baseline = SampleGenerator.Draw("normal12", 1, 5000, 0, 1);
        double[] shifted = SampleGenerator.Draw("normal12", 2, 5000, 1, 1);
        double[] withFar = [.. shifted, 1e6];
        Assert.True(EvidentlyPopulationStability.Compare(baseline, shifted).Value > 0.5);
        Assert.True(EvidentlyPopulationStability.Compare(baseline, withFar).Value < 0.01);
        double js = JsOverFrozenBins(baseline, shifted);
        Assert.InRange(JsOverFrozenBins(baseline, withFar), js - 0.01, js + 0.01);
    }

    [Fact]
    public void Guides_index_fills_empty_bins_and_normalises_nothing()
    {
        double expected = ((1 - 1e-4) * Math.Log(1 / 1e-4)) + ((1e-4 - 1) * Math.Log(1e-4 / 1));
        Assert.Equal(expected, GuidePopulationStability.Compare([0, 0.05, double.NaN], [0.95, 1]).Value, 12);
        Assert.Equal(Refusal.EmptySample, GuidePopulationStability.Compare([], [0.5]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, GuidePopulationStability.Compare(new long[9], new long[10]).Refusal);
    }

    private static double JsOverFrozenBins(double[] baseline, double[] current)
    {
        Heed.Statistics.Histograms.FrozenBins bins = Heed.Statistics.Histograms.FrozenBins.Of(baseline)!;
        long[] first = new long[bins.Count + 1];
        long[] second = new long[bins.Count + 1];
        bins.Add(baseline, first);
        bins.Add(current, second);
        return JensenShannon.Distance([.. first.Select(v => (double)v)], [.. second.Select(v => (double)v)]).Value;
    }
}
