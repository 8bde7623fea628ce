namespace Heed.Model.Labels;

/// <summary>Label names with a meaning of their own.</summary>
public static class LabelNames
{
    /// <summary>Holds the name of the metric.</summary>
    public const string MetricName = "__name__";

    /// <summary>Holds the name of the alert on <c>ALERTS</c> series and on alerts themselves.</summary>
    public const string AlertName = "alertname";

    /// <summary>Holds the monitored model on every series that Heed derives.</summary>
    public const string ModelName = "model_name";

    /// <summary>The upper bound of a classic histogram's bucket.</summary>
    public const string BucketBound = "le";

    /// <summary>Where values beyond a cardinality limit are counted.</summary>
    public const string Overflow = "__other__";
}
