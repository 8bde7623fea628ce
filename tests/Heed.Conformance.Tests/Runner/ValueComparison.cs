using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Notation;
using Heed.Query.Results;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Whether a value is what a script expects; each method answers the difference, or null for none.</summary>
internal static class ValueComparison
{
    private const double Tolerance = 1e-6;

    /// <summary>The smallest normal double.</summary>
    private const double SmallestNormal = 2.2250738585072014e-308;

    public static string? Compare(EvalCommand eval, QueryValue value, bool ordered)
    {
        switch (value)
        {
            case ScalarValue scalar: return eval.Scalar is { } wanted ? Number(wanted, scalar.Value) : "expected no scalar";
            case StringValue text: return text.Value == eval.String ? null : $"expected string {eval.String}, got {text.Value}";
            case VectorValue when eval.Scalar is not null: return "expected a scalar, got a vector";
            case VectorValue vector: return Vector(eval, vector.Samples, ordered);
            case MatrixValue matrix when eval.IsRange: return Matrix(eval, matrix, eval.StartMs, eval.StepMs);
            case MatrixValue matrix when eval.Matrix is { } shape: return Matrix(eval, matrix, shape.StartMs, shape.StepMs);
            default: return $"unexpected {value.GetType().Name}";
        }
    }

    public static string? Number(double expected, double actual) =>
        AlmostEqual(expected, actual) ? null : $"expected {expected:R}, got {actual:R}";

    private static string? Sample(NotedSample expected, double value, NativeHistogram? histogram)
    {
        if (expected.Histogram is null) return histogram is null ? Number(expected.Value, value) : $"expected {expected.Value:R}, got a histogram";
        return histogram is null ? $"expected a histogram, got {value:R}" : HistogramComparison.Compare(expected, histogram);
    }

    public static string? Vector(EvalCommand eval, IReadOnlyList<VectorSample> samples, bool ordered)
    {
        if (samples.Count != eval.Results.Count) return $"expected {eval.Results.Count} series, got {samples.Count}: {string.Join(", ", samples)}";
        Dictionary<LabelSet, int> places = [];
        for (int i = 0; i < samples.Count; i++) places[samples[i].Labels] = i;
        for (int i = 0; i < eval.Results.Count; i++)
        {
            SeriesLine wanted = eval.Results[i];
            if (!places.TryGetValue(wanted.Labels, out int at)) return $"no series {wanted.Labels} in {string.Join(", ", samples)}";
            if (ordered && at != i) return $"expected {wanted.Labels} at place {i}, got it at {at}";
            if (Sample(wanted.Values[0]!.Value, samples[at].Sample.Value, samples[at].Histogram) is { } difference) return $"{wanted.Labels}: {difference}";
        }

        return null;
    }

    private static string? Matrix(EvalCommand eval, MatrixValue matrix, long startMs, long stepMs)
    {
        Dictionary<LabelSet, MatrixSeries> found = matrix.Series.ToDictionary(s => s.Labels);
        for (int i = 1; i < matrix.Series.Count; i++)
        {
            if (matrix.Series[i - 1].Labels > matrix.Series[i].Labels) return "expected series ordered by labels";
        }

        foreach (SeriesLine wanted in eval.Results)
        {
            if (!found.Remove(wanted.Labels, out MatrixSeries? series))
            {
                if (wanted.Values.All(v => v is null)) continue;
                return $"no series {wanted.Labels}";
            }

            if (Points(wanted, series, startMs, stepMs) is { } difference) return $"{wanted.Labels}: {difference}";
        }

        return found.Count == 0 ? null : $"unexpected series {found.Keys.First()}";
    }

    private static string? Points(SeriesLine wanted, MatrixSeries series, long startMs, long stepMs)
    {
        int at = 0;
        for (int i = 0; i < wanted.Values.Count; i++)
        {
            if (wanted.Values[i] is not { } sample) continue;
            long time = startMs + (i * stepMs);
            if (at == series.Values.Length) return $"no value at {time} ms";
            if (series.TimesMs[at] != time) return $"expected a value at {time} ms, found one at {series.TimesMs[at]} ms";
            if (Sample(sample, series.Values[at], series.HistogramAt(at)) is { } difference) return $"at {time} ms: {difference}";
            at++;
        }

        return at == series.Values.Length ? null : $"unexpected value at {series.TimesMs[at]} ms";
    }

    public static bool AlmostEqual(double a, double b)
    {
        if (StaleMarker.IsStale(a) || StaleMarker.IsStale(b)) return StaleMarker.IsStale(a) && StaleMarker.IsStale(b);
        if (double.IsNaN(a) && double.IsNaN(b)) return true;
        if (a == b) return true;
        double sum = Math.Abs(a) + Math.Abs(b);
        double difference = Math.Abs(a - b);
        if (a == 0 || b == 0 || sum < SmallestNormal) return difference < Tolerance * SmallestNormal;
        return difference / Math.Min(sum, double.MaxValue) < Tolerance;
    }
}
