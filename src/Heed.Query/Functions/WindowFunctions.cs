namespace Heed.Query.Functions;

/// <summary>The functions of range vectors, by name.</summary>
internal static class WindowFunctions
{
    /// <summary>A new instance, or null where the name is none of a window function.</summary>
    public static WindowFunction? Create(string name, bool asPrometheus2 = false) => name switch
    {
        "rate" => new RateFunction(isCounter: true, perSecond: true, asPrometheus2),
        "increase" => new RateFunction(isCounter: true, perSecond: false, asPrometheus2),
        "delta" => new RateFunction(isCounter: false, perSecond: false, asPrometheus2),
        "irate" => new InstantRateFunction(isRate: true),
        "idelta" => new InstantRateFunction(isRate: false),
        "deriv" => new RegressionFunction(predict: false),
        "predict_linear" => new RegressionFunction(predict: true),
        "changes" => new ChangesFunction(),
        "resets" => new ResetsFunction(),
        "double_exponential_smoothing" => new SmoothingFunction(),
        "first_over_time" => new EndSampleFunction(first: true),
        "last_over_time" => new EndSampleFunction(first: false),
        "ts_of_first_over_time" => new EndSampleFunction(first: true, timestamp: true),
        "ts_of_last_over_time" => new EndSampleFunction(first: false, timestamp: true),
        "count_over_time" => new CountFunction(present: false),
        "present_over_time" => new CountFunction(present: true),
        "min_over_time" => new ExtremeFunction(max: false),
        "max_over_time" => new ExtremeFunction(max: true),
        "ts_of_min_over_time" => new ExtremeFunction(max: false, timestamp: true),
        "ts_of_max_over_time" => new ExtremeFunction(max: true, timestamp: true),
        "sum_over_time" => new SumFunction(),
        "avg_over_time" => new AverageFunction(),
        "stddev_over_time" => new VarianceFunction(deviation: true),
        "stdvar_over_time" => new VarianceFunction(deviation: false),
        "quantile_over_time" => new QuantileFunction(),
        "mad_over_time" => new MedianDeviationFunction(),
        _ => null,
    };
}
