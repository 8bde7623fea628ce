using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Conformance.Tests.Differential;

/// <summary>
/// Series with everything that monitoring meets: counters that fall, gauges, gaps, stale markers, NaN, infinities, rare samples, classic
/// histograms. Values are multiples of an eighth, so that sums are exact in whatever order they are taken. No sample is on a whole
/// second, where the edges of the generated queries are.
/// </summary>
internal sealed class RandomSeries
{
    public const long StartMs = 1_700_000_000_000 / 60_000 * 60_000;
    public const long LengthMs = 90 * 60_000;
    private const long IntervalMs = 15_000;
    private static readonly string[] Bounds = ["0.1", "0.5", "1", "2.5", "10", "+Inf"];

    private readonly Random _random;
    private readonly SortedDictionary<LabelSet, Sample[]> _series = [];

    public RandomSeries(int seed)
    {
        _random = new Random(seed);
        AddCounters();
        AddGauges();
        AddOdd();
        AddHistograms();
    }

    /// <summary>Ordered by labels.</summary>
    public IReadOnlyDictionary<LabelSet, Sample[]> All => _series;

    private void AddCounters()
    {
        foreach (string job in (string[])["api", "db"])
        {
            foreach (string instance in (string[])["a", "b", "c"])
            {
                foreach (string code in (string[])["200", "404", "500"])
                {
                    Add(Labels("req_total", ("job", job), ("instance", instance), ("code", code)), Counter(_random.Next(1, 60)));
                }

                Add(Labels("err_total", ("job", job), ("instance", instance)), Counter(_random.Next(1, 6)));
            }
        }
    }

    private void AddGauges()
    {
        foreach (string instance in (string[])["a", "b", "c"])
        {
            foreach (string job in (string[])["api", "db"])
            {
                Add(Labels("up", ("job", job), ("instance", instance)), () => _random.Next(10) == 0 ? 0 : 1);
                string zone = instance == "a" ? "east" : "west";
                Add(Labels("temp", ("job", job), ("instance", instance), ("zone", zone)), Walk());
            }

            Add(Labels("load", ("instance", instance)), Walk());
        }

        Add(Labels("info", ("job", "api"), ("owner", "x")), () => 1);
        Add(Labels("info", ("job", "db"), ("owner", "y")), () => 1);
        Add(Labels("quota"), () => 100);
    }

    private void AddOdd()
    {
        double[][] kinds =
        [
            [double.NaN, 1, 2], [double.PositiveInfinity, 3, -1], [double.NegativeInfinity, 0, 7], [double.NaN],
            [double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1], [0, -0.0, 0.5, -0.5], [1 << 20, -(1 << 20), 0.125],
        ];
        for (int i = 0; i < kinds.Length; i++)
        {
            double[] values = kinds[i];
            Add(Labels("odd", ("kind", i.ToString(CultureInfo.InvariantCulture))), () => values[_random.Next(values.Length)]);
        }

        Add(Labels("rare", ("job", "api")), Walk(), lossPercent: 97);
        Add(Labels("rare", ("job", "db")), Counter(4), lossPercent: 93);
    }

    private void AddHistograms()
    {
        foreach (string job in (string[])["api", "db"])
        {
            foreach (string instance in (string[])["a", "b"])
            {
                int[] counts = new int[Bounds.Length];
                double sum = 0;
                List<(long TimeMs, int[] Counts, double Sum)> rows = [];
                foreach (long timeMs in Times())
                {
                    int at = 0;
                    for (int i = 0; i < Bounds.Length; i++) counts[i] += at += _random.Next(0, 4);
                    sum += _random.Next(0, 40) / 8.0;
                    if (_random.Next(90) == 0) (counts, sum) = (new int[Bounds.Length], 0);
                    rows.Add((timeMs, [.. counts], sum));
                }

                (string, string)[] own = [("job", job), ("instance", instance)];
                for (int i = 0; i < Bounds.Length; i++)
                {
                    _series.Add(Labels("lat_bucket", [.. own, ("le", Bounds[i])]), [.. rows.Select(r => new Sample(r.TimeMs, r.Counts[i]))]);
                }

                _series.Add(Labels("lat_count", own), [.. rows.Select(r => new Sample(r.TimeMs, r.Counts[^1]))]);
                _series.Add(Labels("lat_sum", own), [.. rows.Select(r => new Sample(r.TimeMs, r.Sum))]);
            }
        }
    }

    private void Add(LabelSet labels, Func<double> next, int lossPercent = 0)
    {
        List<Sample> samples = [];
        bool isStale = false;
        foreach (long timeMs in Times())
        {
            double value = next();
            if (_random.Next(100) < lossPercent) continue;
            if (!isStale && _random.Next(120) == 0) samples.Add(new Sample(timeMs, StaleMarker.Value));
            else samples.Add(new Sample(timeMs, value));
            isStale = StaleMarker.IsStale(samples[^1].Value);
        }

        _series.Add(labels, [.. samples]);
    }

    /// <summary>Late starts, early ends, gaps, and jitter that never reaches a whole second.</summary>
    private IEnumerable<long> Times()
    {
        long from = StartMs + (_random.Next(5) == 0 ? _random.Next(60) * 60_000 : 0);
        long to = StartMs + LengthMs - (_random.Next(6) == 0 ? _random.Next(40) * 60_000 : 0);
        long phase = _random.Next((int)(IntervalMs / 1000)) * 1000;
        for (long time = from; time < to; time += IntervalMs)
        {
            int gap = _random.Next(150);
            if (gap == 0) time += _random.Next(1, 40) * IntervalMs;
            else if (gap < 6) continue;
            if (time < to) yield return time + phase + _random.Next(1, 1000);
        }
    }

    private Func<double> Counter(int most)
    {
        double value = 0;
        return () => value = _random.Next(70) == 0 ? _random.Next(3) : value + _random.Next(most);
    }

    private Func<double> Walk()
    {
        double value = _random.Next(-200, 800) / 8.0;
        return () => value += _random.Next(-24, 25) / 8.0;
    }

    private static LabelSet Labels(string name, params (string Name, string Value)[] labels) =>
        LabelSet.Of([(LabelNames.MetricName, name), .. labels]);
}
