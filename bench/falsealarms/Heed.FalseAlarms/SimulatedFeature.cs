using System.Globalization;

using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Histograms;

namespace Heed.FalseAlarms;

/// <summary>One feature's stream of values, made of a hidden normal process of first order.</summary>
internal sealed class SimulatedFeature
{
    private readonly StreamShape _shape;
    private readonly SplitMix _random;
    private readonly double[] _cuts;
    private readonly double _innovation;
    private double _hidden;
    private double _last = double.NaN;
    private int[]? _binOfCategory;

    public SimulatedFeature(string name, StreamShape shape, ulong seed)
    {
        Name = name;
        _shape = shape;
        _random = new SplitMix(seed);
        _innovation = Math.Sqrt(1 - (shape.Correlation * shape.Correlation));
        _hidden = _random.NextNormal();
        _cuts = CutsOf(shape.Categories);
    }

    public string Name { get; }

    /// <summary>The next values: numbers, or positions of categories; NaN for a missing one.</summary>
    /// <param name="hour">Of the day.</param>
    public void Draw(Span<double> values, double hour, in StreamChange change)
    {
        double level = _shape.Season * Math.Sin(hour / 24 * 2 * Math.PI);
        for (int i = 0; i < values.Length; i++)
        {
            double noise = _random.NextNormal();
            _hidden = _shape.Correlation == 0 ? noise : (_shape.Correlation * _hidden) + (_innovation * noise);
            double value = _hidden + level + change.ShiftSigmas;
            if (_shape.Categories > 0) values[i] = Category(value);
            else values[i] = _shape.LogNormal ? Math.Exp(value) : value;
            if (change.Nulls > 0 && _random.NextDouble() < change.Nulls) values[i] = double.NaN;
        }
    }

    public static string CategoryName(int category) => "c" + category.ToString(CultureInfo.InvariantCulture);

    /// <summary>Counts values that <see cref="Draw"/> gave into a pane.</summary>
    public void Count(ReadOnlySpan<double> values, FeatureBaseline baseline, PaneCounts pane, int feature, in StreamChange change)
    {
        Span<long> bins = pane.Values(feature);
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                pane.Missing(feature)++;
                continue;
            }

            if (value == _last) pane.Repeats(feature)++;
            _last = value;
            if (_shape.Categories > 0) bins[value == change.RenamedCategory ? bins.Length - 1 : BinOf((int)value, baseline)]++;
            else if (value < baseline.RangeMin || value > baseline.RangeMax) pane.OutOfRange(feature)++;
        }

        if (_shape.Categories == 0) BinCounts.Add(values, baseline.Numbers!.BinEdges, bins);
    }

    private static double[] CutsOf(int categories)
    {
        double[] cuts = new double[Math.Max(0, categories - 1)];
        double total = 0;
        for (int i = 1; i <= categories; i++) total += 1.0 / i;
        double sum = 0;
        for (int i = 0; i < cuts.Length; i++)
        {
            sum += 1 / ((i + 1) * total);
            cuts[i] = Statistics.Hypothesis.NormalDistribution.Quantile(sum);
        }

        return cuts;
    }

    private int Category(double value)
    {
        int at = Array.BinarySearch(_cuts, value);
        return at >= 0 ? at : ~at;
    }

    private int BinOf(int category, FeatureBaseline baseline)
    {
        if (_binOfCategory is null)
        {
            Dictionary<string, int> known = baseline.Categories.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
            _binOfCategory = [.. Enumerable.Range(0, _shape.Categories).Select(i => known.GetValueOrDefault(CategoryName(i), known.Count))];
        }

        return _binOfCategory[category];
    }
}
