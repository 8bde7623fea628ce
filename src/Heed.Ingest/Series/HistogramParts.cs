using Heed.Model.Histograms;

namespace Heed.Ingest.Series;

/// <summary>
/// The parts of a native histogram as formats give them, used again for each. What is made of them is whole: spans and counts agree,
/// no count is negative, bounds ascend.
/// </summary>
internal sealed class HistogramParts
{
    public int Schema { get; set; }

    public double Count { get; set; }

    public double Sum { get; set; }

    public double ZeroThreshold { get; set; }

    public double ZeroCount { get; set; }

    public CounterResetHint ResetHint { get; set; }

    public HistogramSide Positive { get; } = new();

    public HistogramSide Negative { get; } = new();

    public List<double> CustomBounds { get; } = [];

    public void Clear()
    {
        Schema = 0;
        Count = Sum = ZeroThreshold = ZeroCount = 0;
        ResetHint = CounterResetHint.Unknown;
        Positive.Clear();
        Negative.Clear();
        CustomBounds.Clear();
    }

    /// <summary>Null where the parts contradict each other; <paramref name="problem"/> then says how.</summary>
    public NativeHistogram? Build(out string problem)
    {
        problem = Problem() ?? "";
        if (problem.Length > 0) return null;
        return new NativeHistogram
        {
            Schema = Schema,
            Count = Count,
            Sum = Sum,
            ZeroThreshold = ZeroThreshold,
            ZeroCount = ZeroCount,
            ResetHint = ResetHint,
            PositiveSpans = [.. Positive.Spans],
            PositiveCounts = [.. Positive.Counts],
            NegativeSpans = [.. Negative.Spans],
            NegativeCounts = [.. Negative.Counts],
            CustomBounds = [.. CustomBounds],
        };
    }

    private string? Problem()
    {
        if (Schema == NativeHistogram.CustomBucketsSchema) return CustomProblem();
        if (Schema is < NativeHistogram.LeastSchema or > NativeHistogram.GreatestSchema) return $"schema {Schema} is unknown";
        if (CustomBounds.Count > 0) return "bounds of custom buckets in an exponential histogram";
        if (double.IsNaN(ZeroThreshold) || ZeroThreshold < 0) return "a zero bucket without a width";
        return Positive.Problem() ?? Negative.Problem() ?? CountProblem();
    }

    private string? CustomProblem()
    {
        if (Negative.Spans.Count > 0 || Negative.Counts.Count > 0 || ZeroCount != 0) return "custom buckets have no other side";
        for (int i = 0; i < CustomBounds.Count; i++)
        {
            if (!double.IsFinite(CustomBounds[i])) return "a bound of a custom bucket is not finite";
            if (i > 0 && CustomBounds[i] <= CustomBounds[i - 1]) return "bounds of custom buckets do not ascend";
        }

        if (Positive.Problem() is { } problem) return problem;
        return Positive.HighestIndex() > CustomBounds.Count + 1 ? "more custom buckets than bounds" : CountProblem();
    }

    /// <summary>Observations of NaN are in no bucket, so that there may be more of all than in buckets; the reverse cannot be.</summary>
    private string? CountProblem()
    {
        const double Rounding = 1 + 1e-9;
        if (Count < 0 || ZeroCount < 0) return "a negative count";
        double inBuckets = ZeroCount + Positive.Total() + Negative.Total();
        return inBuckets > Count * Rounding ? "fewer observations than its buckets hold" : null;
    }
}
