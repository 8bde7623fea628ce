using System.Globalization;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Results;

namespace Heed.Conformance.Tests.Differential;

/// <summary>What a query answers, whoever answered: the kind of the error, or values by labels and time.</summary>
/// <param name="Type"><c>scalar</c>, <c>vector</c>, <c>matrix</c> or <c>error</c>.</param>
/// <param name="Message">Of the error; only for people.</param>
internal sealed record Answer(string Type, IReadOnlyDictionary<LabelSet, IReadOnlyList<Sample>> Series, string? Message = null)
{
    private const double Tolerance = 1e-9;
    private static readonly Dictionary<LabelSet, IReadOnlyList<Sample>> Nothing = [];

    public bool IsError => Type.StartsWith("error", StringComparison.Ordinal);

    public static Answer Of(QueryResult result)
    {
        if (result.Error is { } error) return new Answer($"error {error.Reason}", Nothing, error.Message);
        return result.Value switch
        {
            ScalarValue scalar => new Answer("scalar", One(LabelSet.Empty, [new Sample(scalar.TimeMs, scalar.Value)])),
            VectorValue vector => new Answer("vector", vector.Samples.ToDictionary(s => s.Labels, s => (IReadOnlyList<Sample>)[s.Sample])),
            MatrixValue matrix => new Answer("matrix", matrix.Series.ToDictionary(s => s.Labels, Samples)),
            _ => throw new InvalidOperationException($"expected numbers, got {result.Value}"),
        };
    }

    /// <summary>Reads the body of Prometheus' query API.</summary>
    public static Answer Of(JsonElement body)
    {
        if (body.GetProperty("status").GetString() == "error")
        {
            return new Answer($"error {body.GetProperty("errorType").GetString()}", Nothing, body.GetProperty("error").GetString());
        }

        JsonElement data = body.GetProperty("data");
        string type = data.GetProperty("resultType").GetString()!;
        JsonElement result = data.GetProperty("result");
        if (type == "scalar") return new Answer(type, One(LabelSet.Empty, [ReadSample(result)]));
        Dictionary<LabelSet, IReadOnlyList<Sample>> series = [];
        foreach (JsonElement one in result.EnumerateArray())
        {
            LabelSet labels = LabelSet.From(one.GetProperty("metric").EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!)));
            Sample[] samples = type == "vector"
                ? [ReadSample(one.GetProperty("value"))]
                : [.. one.GetProperty("values").EnumerateArray().Select(ReadSample)];
            series.Add(labels, samples);
        }

        return new Answer(type, series);
    }

    /// <summary>Null where both say the same, to a relative 1e-9 unless told otherwise.</summary>
    public string? DifferenceFrom(Answer other, Func<double, double, bool>? areSame = null)
    {
        if (Type != other.Type) return $"{Describe()} against {other.Describe()}";
        foreach ((LabelSet labels, IReadOnlyList<Sample> samples) in Series)
        {
            if (!other.Series.TryGetValue(labels, out IReadOnlyList<Sample>? others)) return $"{labels} is there against {other.First()}";
            if (Difference(samples, others, areSame ?? AreClose) is { } difference) return $"{labels}: {difference}";
        }

        foreach (LabelSet labels in other.Series.Keys)
        {
            if (!Series.ContainsKey(labels)) return $"{labels} is not there against there";
        }

        return null;
    }

    /// <summary>Whether nothing is left of the difference once numbers in label values have nine digits.</summary>
    public bool IsSameWithRoundLabels(Answer other) =>
        Type == other.Type && RoundLabels().SequenceEqual(other.RoundLabels(), StringComparer.Ordinal);

    private IEnumerable<string> RoundLabels() => Series
        .Select(s => $"{RoundLabels(s.Key)} {string.Join(' ', s.Value.Select(v => v.Value.ToString("G9", CultureInfo.InvariantCulture)))}")
        .Order(StringComparer.Ordinal);

    private static LabelSet RoundLabels(LabelSet labels) => LabelSet.From(labels.Labels.ToArray().Select(l => KeyValuePair.Create(
        l.Name,
        double.TryParse(l.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value.ToString("G9", CultureInfo.InvariantCulture)
            : l.Value)));

    public static bool AreClose(double a, double b) => AreClose(a, b, Tolerance, 0);

    /// <param name="a">One number.</param>
    /// <param name="b">Another.</param>
    /// <param name="tolerance">The largest difference, relative to the larger number.</param>
    /// <param name="scale">Smaller numbers are compared as if they were as large as this.</param>
    public static bool AreClose(double a, double b, double tolerance, double scale)
    {
        if (a == b || (double.IsNaN(a) && double.IsNaN(b))) return true;
        double size = Math.Max(scale, Math.Max(Math.Abs(a), Math.Abs(b)));
        return double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= tolerance * size;
    }

    private static string? Difference(IReadOnlyList<Sample> samples, IReadOnlyList<Sample> others, Func<double, double, bool> areSame)
    {
        for (int i = 0; i < Math.Max(samples.Count, others.Count); i++)
        {
            if (i >= samples.Count) return string.Create(CultureInfo.InvariantCulture, $"nothing against a value at {others[i].TimeMs}");
            if (i >= others.Count) return string.Create(CultureInfo.InvariantCulture, $"a value at {samples[i].TimeMs} against nothing");
            if (samples[i].TimeMs != others[i].TimeMs) return string.Create(CultureInfo.InvariantCulture, $"a value at {samples[i].TimeMs} against one at {others[i].TimeMs}");
            if (areSame(samples[i].Value, others[i].Value)) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{samples[i].Value:R} against {others[i].Value:R} at {samples[i].TimeMs}");
        }

        return null;
    }

    private string First() => string.Join("; ", Series.Keys.Take(5));

    private string Describe() => IsError ? $"{Type} ({Message})" : $"{Type} of {Series.Count}";

    private static Dictionary<LabelSet, IReadOnlyList<Sample>> One(LabelSet labels, IReadOnlyList<Sample> samples) => new() { [labels] = samples };

    private static IReadOnlyList<Sample> Samples(MatrixSeries series) => [.. series.TimesMs.Zip(series.Values, (time, value) => new Sample(time, value))];

    private static Sample ReadSample(JsonElement pair) =>
        new((long)Math.Round(pair[0].GetDouble() * 1000), ReadNumber(pair[1].GetString()!));

    private static double ReadNumber(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
