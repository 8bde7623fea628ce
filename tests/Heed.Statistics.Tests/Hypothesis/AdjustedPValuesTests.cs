using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Tests;

public sealed class AdjustedPValuesTests
{
    [Fact]
    public void Are_what_the_definitions_say() => Properties.OfBytes(a =>
    {
        double[] p = [.. a.Select(v => v / 255.0)];
        double[] adjusted = new double[p.Length];
        int m = p.Length;
        double harmonic = Enumerable.Range(1, m).Sum(i => 1.0 / i);
        AdjustedPValues.Holm(p, adjusted);
        bool holm = p.Select((v, i) => p.Where(o => o <= v).Max(o => Math.Min(1, (m - p.Count(q => q < o)) * o))).Zip(adjusted, (s, f) =>
            Properties.Near(s, f)).All(b => b);
        AdjustedPValues.BenjaminiHochberg(p, adjusted);
        bool hochberg = p.Select(v => p.Where(o => o >= v).Min(o => Math.Min(1, m * o / p.Count(q => q <= o)))).Zip(adjusted, (s, f) =>
            Properties.Near(s, f)).All(b => b);
        bool atLeast = p.Zip(adjusted, (before, after) => after >= before - 1e-15).All(b => b);
        AdjustedPValues.BenjaminiYekutieli(p, adjusted);
        bool yekutieli = p.Select(v => Math.Min(1, p.Where(o => o >= v).Min(o => harmonic * m * o / p.Count(q => q <= o)))).Zip(adjusted,
            (s, f) => Properties.Near(s, f)).All(b => b);
        return holm && hochberg && atLeast && yekutieli;
    });

    [Fact]
    public void Holm_is_between_Bonferroni_and_nothing() => Properties.OfBytes(a =>
    {
        double[] p = [.. a.Select(v => v / 1000.0)];
        double[] holm = new double[p.Length];
        double[] bonferroni = new double[p.Length];
        AdjustedPValues.Holm(p, holm);
        AdjustedPValues.Bonferroni(p, bonferroni);
        return holm.Zip(bonferroni, (h, b) => h <= b).All(x => x);
    });

    [Fact]
    public void Refuses_what_is_no_probability_and_writes_nothing()
    {
        double[] adjusted = [7, 7];
        Assert.Equal(Refusal.OutOfRange, AdjustedPValues.Holm([0.1, double.NaN], adjusted));
        Assert.Equal(Refusal.OutOfRange, AdjustedPValues.BenjaminiHochberg([0.1, 1.5], adjusted));
        Assert.Equal(Refusal.LengthMismatch, AdjustedPValues.Bonferroni([0.1], adjusted));
        Assert.Equal([7, 7], adjusted);
        Assert.Equal(Refusal.None, AdjustedPValues.BenjaminiYekutieli([], []));
    }
}
