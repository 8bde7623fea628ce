using System.Globalization;

using Heed.Model.Histograms;
using Heed.Query.Histograms;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Histograms as scripts write them: <c>{{schema:0 count:4 sum:5 buckets:[1 2 1]}}</c>, alone, repeated or in a progression.</summary>
internal static class HistogramNotation
{
    private const string Open = "{{";
    private const string Close = "}}";

    public static bool IsOne(string item) => item.StartsWith(Open, StringComparison.Ordinal);

    /// <summary>One value, or times + 1 with <c>xN</c>.</summary>
    public static IEnumerable<ScriptSample> Parse(string item)
    {
        int end = item.IndexOf(Close, StringComparison.Ordinal) + Close.Length;
        ScriptSample first = One(item[..end]);
        string rest = item[end..];
        if (rest.Length == 0) return [first];
        int mark = rest.LastIndexOf('x');
        int times = int.Parse(rest[(mark + 1)..], CultureInfo.InvariantCulture);
        if (mark == 0) return Enumerable.Repeat(first, times + 1);
        return Progression(first, One(rest[1..mark]), subtract: rest[0] == '-', times);
    }

    /// <summary>The step says of all values whether their hint matters.</summary>
    private static IEnumerable<ScriptSample> Progression(ScriptSample first, ScriptSample step, bool subtract, int times)
    {
        HistogramSum sum = HistogramSum.Of(first.Histogram!);
        yield return first with { HasHint = step.HasHint };
        for (int i = 1; i <= times; i++)
        {
            if (subtract) sum.Subtract(step.Histogram!);
            else sum.Add(step.Histogram!);
            yield return new ScriptSample(double.NaN, sum.ToHistogram(), step.HasHint);
        }
    }

    private static ScriptSample One(string text)
    {
        Dictionary<string, string> fields = Fields(text[Open.Length..^Close.Length]);
        (BucketSpan[] positiveSpans, double[] positive) = Buckets(fields, "buckets", "offset");
        (BucketSpan[] negativeSpans, double[] negative) = Buckets(fields, "n_buckets", "n_offset");
        NativeHistogram histogram = new()
        {
            Schema = (int)Number(fields, "schema"),
            Count = Number(fields, "count"),
            Sum = Number(fields, "sum"),
            ZeroCount = Number(fields, "z_bucket"),
            ZeroThreshold = Number(fields, "z_bucket_w"),
            CustomBounds = Numbers(fields, "custom_values"),
            PositiveSpans = positiveSpans,
            PositiveCounts = positive,
            NegativeSpans = negativeSpans,
            NegativeCounts = negative,
            ResetHint = fields.GetValueOrDefault("counter_reset_hint") switch
            {
                null or "unknown" => CounterResetHint.Unknown,
                "reset" => CounterResetHint.Reset,
                "not_reset" => CounterResetHint.NoReset,
                "gauge" => CounterResetHint.Gauge,
                string other => throw new InvalidOperationException($"expected a counter reset hint, found {other}"),
            },
        };
        return new ScriptSample(double.NaN, histogram, fields.ContainsKey("counter_reset_hint"));
    }

    /// <summary>Blanks part the fields, except inside of brackets.</summary>
    private static Dictionary<string, string> Fields(string text)
    {
        Dictionary<string, string> fields = [];
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int colon = text.IndexOf(':', at);
            bool list = text[colon + 1] == '[';
            int end = list ? text.IndexOf(']', colon) + 1 : text.IndexOf(' ', colon);
            if (end < 0) end = text.Length;
            fields.Add(text[at..colon], text[(colon + 1)..end]);
            at = end;
        }

        return fields;
    }

    private static double Number(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out string? text) ? SeriesLine.ParseNumber(text) : 0;

    private static double[] Numbers(Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out string? text)
        ? [.. text[1..^1].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(SeriesLine.ParseNumber)]
        : [];

    private static (BucketSpan[] Spans, double[] Counts) Buckets(Dictionary<string, string> fields, string name, string offset)
    {
        double[] counts = Numbers(fields, name);
        return (counts.Length == 0 ? [] : [new BucketSpan((int)Number(fields, offset), counts.Length)], counts);
    }
}
