using FsCheck;
using FsCheck.Fluent;

namespace Heed.Statistics.Tests;

/// <summary>Seeded properties over small samples with many ties, where mistakes show.</summary>
internal static class Properties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261121, 11);

    /// <summary>Two samples of at least <paramref name="least"/> values: small multiples of ½.</summary>
    public static void OfTwoSamples(int least, Func<double[], double[], bool> holds) =>
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            double[] x = [.. a.Concat(Enumerable.Repeat((byte)7, Math.Max(0, least - a.Length))).Select(v => (v % 40) / 2.0)];
            double[] y = [.. b.Concat(Enumerable.Repeat((byte)9, Math.Max(0, least - b.Length))).Select(v => ((v % 40) / 2.0) + (v % 3))];
            return holds(x, y);
        }).Check(Seeded);

    /// <summary>Two histograms of one length with at least one count each.</summary>
    public static void OfTwoHistograms(Func<double[], double[], bool> holds) =>
        Prop.ForAll<byte[]>(a =>
        {
            double[] p = [1, .. a.Select(v => (double)(v % 9))];
            double[] q = [2, .. a.Select(v => (double)(v / 9 % 7))];
            return holds(p, q);
        }).Check(Seeded);

    /// <summary>Labels of both classes with tied scores within [0, 1].</summary>
    public static void OfScoredLabels(Func<bool[], double[], bool> holds) =>
        Prop.ForAll<byte[]>(a =>
        {
            bool[] labels = [true, false, true, false, .. a.Select(v => v % 2 == 0)];
            double[] scores = [0.25, 0.75, 0.9, 0.1, .. a.Select(v => (v / 2 % 21) / 20.0)];
            return holds(labels, scores);
        }).Check(Seeded);

    /// <summary>One list of small numbers.</summary>
    public static void OfBytes(Func<byte[], bool> holds) => Prop.ForAll<byte[]>(a => holds(a)).Check(Seeded);

    public static bool Near(double expected, double actual, double tolerance = 1e-10) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
