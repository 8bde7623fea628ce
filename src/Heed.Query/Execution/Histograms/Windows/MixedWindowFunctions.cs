using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>What the functions of range vectors make of histograms, by name.</summary>
internal static class MixedWindowFunctions
{
    public static MixedWindowFunction Create(string name, Annotations annotations, SourceSpan span, WindowFunction floats) => name switch
    {
        "rate" => new HistogramRateFunction(annotations, span, floats, isCounter: true, perSecond: true),
        "increase" => new HistogramRateFunction(annotations, span, floats, isCounter: true, perSecond: false),
        "delta" => new HistogramRateFunction(annotations, span, floats, isCounter: false, perSecond: false),
        "irate" => new LastPairFunction(annotations, span, floats, isRate: true),
        "idelta" => new LastPairFunction(annotations, span, floats, isRate: false),
        "sum_over_time" => new HistogramSumFunction(annotations, span, floats, mean: false),
        "avg_over_time" => new HistogramSumFunction(annotations, span, floats, mean: true),
        "first_over_time" or "ts_of_first_over_time" or "last_over_time" or "ts_of_last_over_time" => new EndFunction(
            annotations, span, floats, first: name.Contains("first", StringComparison.Ordinal), name.StartsWith("ts", StringComparison.Ordinal)),
        "count_over_time" or "present_over_time" => new PresenceFunction(annotations, span, floats, count: name[0] == 'c'),
        "changes" or "resets" => new TransitionFunction(annotations, span, floats, resets: name[0] == 'r'),
        "deriv" or "predict_linear" or "double_exponential_smoothing" => new FloatsFunction(annotations, span, floats, least: 2),
        _ => new FloatsFunction(annotations, span, floats, least: 1),
    };
}
