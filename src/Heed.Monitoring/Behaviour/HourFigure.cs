namespace Heed.Monitoring.Behaviour;

/// <summary>What an hour of a model is described by: a column of the forest. Names of the first seven are labels of a series.</summary>
internal enum HourFigure
{
    /// <summary>ln(1 + requests).</summary>
    Requests,

    /// <summary>The share of requests that failed.</summary>
    Errors,

    /// <summary>The mean of ln(seconds).</summary>
    Latency,

    /// <summary>The mean probability that the model gave to its answers.</summary>
    Confidence,

    /// <summary>The share of the baseline's most frequent class; of numbers their mean.</summary>
    Answers,

    /// <summary>Corrections that came in the hour, per request.</summary>
    Corrections,

    /// <summary>The mean loss of the labels that came in the hour: wrong or not, of numbers the absolute error.</summary>
    Loss,

    /// <summary>With <see cref="HourCosine"/> the time of day as a point on a circle, so that nights are compared with nights.</summary>
    HourSine,
    HourCosine,
}
