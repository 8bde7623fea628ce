using System.Globalization;

namespace Heed.Load;

/// <summary>
/// Series as a busy service has them: ten of each model, half of them counters with whole steps, half gauges with three decimals.
/// </summary>
internal sealed class ActiveSeries
{
    private readonly SplitMix64 _random;
    private readonly double[] _values;

    public ActiveSeries(int first, int count)
    {
        _random = new SplitMix64((ulong)first + 10);
        _values = new double[count];
        Labels = new (string, string)[count][];
        for (int i = 0; i < count; i++)
        {
            Labels[i] = LabelsOf(first + i);
            _values[i] = Math.Floor(_random.NextUniform() * 100_000);
        }
    }

    /// <summary>Ordered by name.</summary>
    public (string Name, string Value)[][] Labels { get; }

    public int Count => _values.Length;

    /// <summary>The next value of a series.</summary>
    public double Step(int series)
    {
        ref double value = ref _values[series];
        bool isGauge = Labels[series][0].Value == "ml_feature_mean";
        value = isGauge ? Math.Round(50 + (10 * _random.NextNormal()), 3) : value + Math.Floor(_random.NextUniform() * 40);
        return value;
    }

    private static (string, string)[] LabelsOf(int i) =>
    [
        ("__name__", i % 2 == 1 ? "ml_feature_mean" : "ml_requests_total"),
        ("endpoint", "/predict"),
        ("feature", Text($"f{i % 10}")),
        ("instance", Text($"10.0.0.{i / 10 % 50}:8000")),
        ("job", "ml-service"),
        ("model_name", Text($"model_{i / 10}")),
        ("model_version", Text($"v{i / 10 % 3}")),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
