using System.Text;

using Heed.Model.Histograms;
using Heed.Model.Parsing;
using Heed.Query.Histograms;

namespace Heed.Query.Notation;

/// <summary>Histograms as tests write them, alone, repeated or in a progression.</summary>
public static class HistogramNotation
{
    private const string Open = "{{";
    private const string Close = "}}";

    private static readonly string[] FieldNames =
    [
        "schema", "sum", "count", "z_bucket", "z_bucket_w", "buckets", "offset", "n_buckets", "n_offset", "custom_values", "counter_reset_hint",
    ];

    /// <summary>The shortest text that says the same: fields that are zero and empty buckets at the ends are left out.</summary>
    public static string Print(NativeHistogram histogram)
    {
        StringBuilder text = new(Open);
        Append(text, "schema", histogram.Schema);
        Append(text, "count", histogram.Count);
        Append(text, "sum", histogram.Sum);
        Append(text, "z_bucket", histogram.ZeroCount);
        Append(text, "z_bucket_w", histogram.ZeroThreshold);
        if (histogram.ResetHint != CounterResetHint.Unknown) Append(text, "counter_reset_hint", HintWord(histogram.ResetHint));
        if (histogram.CustomBounds.Count > 0) Append(text, "custom_values", List(histogram.CustomBounds));
        AppendBuckets(text, histogram.PositiveSpans, histogram.PositiveCounts, "");
        AppendBuckets(text, histogram.NegativeSpans, histogram.NegativeCounts, "n_");
        return text.Append(Close).ToString();
    }

    internal static bool IsOne(string item) => item.StartsWith(Open, StringComparison.Ordinal);

    /// <summary>Adds one value, or times + 1 with <c>xN</c>; says what is wrong, if anything.</summary>
    internal static string? Read(string item, List<NotedSample?> values)
    {
        int end = item.IndexOf(Close, StringComparison.Ordinal);
        if (end < 0) return $"expected {Close} at the end of the histogram, found none";
        end += Close.Length;
        if (Parse(item[..end], out NotedSample first) is { } problem) return problem;
        if (end == item.Length)
        {
            values.Add(first);
            return null;
        }

        string rest = item[end..];
        if (!SeriesNotation.TrySplitRepeat("_" + rest, out string step, out int times)) return $"expected xN behind the histogram, found {Quoting.Quote(rest)}";
        if (times > SeriesNotation.MostRepeats) return $"expected at most {SeriesNotation.MostRepeats:N0} repetitions, found {times:N0}";
        return ReadProgression(first, step[1..], times, values);
    }

    /// <summary>The step says of all values whether their hint matters.</summary>
    private static string? ReadProgression(NotedSample first, string written, int times, List<NotedSample?> values)
    {
        if (written.Length == 0)
        {
            for (int i = 0; i <= times; i++) values.Add(first);
            return null;
        }

        if (written[0] is not ('+' or '-')) return $"expected + or - and a histogram, found {Quoting.Quote(written)}";
        if (Parse(written[1..], out NotedSample step) is { } problem) return problem;
        HistogramSum sum = HistogramSum.Of(first.Histogram!);
        values.Add(first with { HasHint = step.HasHint });
        for (int i = 1; i <= times; i++)
        {
            if (written[0] == '-') sum.Subtract(step.Histogram!);
            else sum.Add(step.Histogram!);
            values.Add(new NotedSample(double.NaN, sum.ToHistogram(), step.HasHint));
        }

        return null;
    }

    private static string? Parse(string text, out NotedSample sample)
    {
        sample = default;
        if (!IsOne(text) || !text.EndsWith(Close, StringComparison.Ordinal)) return $"expected a histogram {Open}…{Close}, found {Quoting.Quote(text)}";
        NotationFields fields = new();
        if (fields.Read(text[Open.Length..^Close.Length], FieldNames) is { } problem) return problem;
        string hint = fields.Text("counter_reset_hint") ?? "unknown";
        CounterResetHint? known = hint switch
        {
            "unknown" => CounterResetHint.Unknown,
            "reset" => CounterResetHint.Reset,
            "not_reset" => CounterResetHint.NoReset,
            "gauge" => CounterResetHint.Gauge,
            _ => null,
        };
        if (known is null) return $"expected unknown, reset, not_reset or gauge, found {Quoting.Quote(hint)}";
        NativeHistogram histogram = new()
        {
            Schema = (int)fields.Number("schema"),
            Count = fields.Number("count"),
            Sum = fields.Number("sum"),
            ZeroCount = fields.Number("z_bucket"),
            ZeroThreshold = fields.Number("z_bucket_w"),
            CustomBounds = fields.Numbers("custom_values"),
            PositiveSpans = Spans(fields, "buckets", "offset"),
            PositiveCounts = fields.Numbers("buckets"),
            NegativeSpans = Spans(fields, "n_buckets", "n_offset"),
            NegativeCounts = fields.Numbers("n_buckets"),
            ResetHint = known.Value,
        };
        sample = new NotedSample(double.NaN, histogram, fields.Text("counter_reset_hint") is not null);
        return fields.Problem;
    }

    private static BucketSpan[] Spans(NotationFields fields, string counts, string offset) =>
        fields.Numbers(counts).Length is > 0 and int length ? [new BucketSpan((int)fields.Number(offset), length)] : [];

    private static void AppendBuckets(StringBuilder text, IReadOnlyList<BucketSpan> spans, IReadOnlyList<double> counts, string prefix)
    {
        SortedDictionary<int, double> buckets = [];
        int index = 0;
        int at = 0;
        foreach (BucketSpan span in spans)
        {
            index += span.Offset;
            for (int i = 0; i < span.Length; i++, index++, at++)
            {
                if (counts[at] != 0) buckets.Add(index, counts[at]);
            }
        }

        if (buckets.Count == 0) return;
        int first = buckets.Keys.First();
        Append(text, prefix + "offset", first);
        Append(text, prefix + "buckets", List([.. Enumerable.Range(first, buckets.Keys.Last() - first + 1).Select(i => buckets.GetValueOrDefault(i))]));
    }

    private static void Append(StringBuilder text, string name, double value)
    {
        if (value != 0) Append(text, name, GoNumber.FormatShort(value));
    }

    private static void Append(StringBuilder text, string name, string value)
    {
        if (text.Length > Open.Length) text.Append(' ');
        text.Append(name).Append(':').Append(value);
    }

    private static string List(IReadOnlyList<double> values) => $"[{string.Join(' ', values.Select(GoNumber.FormatShort))}]";

    private static string HintWord(CounterResetHint hint) => hint switch
    {
        CounterResetHint.Reset => "reset",
        CounterResetHint.NoReset => "not_reset",
        CounterResetHint.Gauge => "gauge",
        _ => "unknown",
    };
}
