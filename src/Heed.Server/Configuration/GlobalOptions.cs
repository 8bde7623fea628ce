using Heed.Model.Labels;

namespace Heed.Server.Configuration;

/// <summary>The intervals and labels that hold for everything.</summary>
public sealed record GlobalOptions
{
    public static readonly TimeSpan DefaultSampleInterval = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan DefaultEvaluationInterval = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DefaultLookbackDelta = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MostInterval = TimeSpan.FromHours(1);
    public static readonly TimeSpan MostLookbackDelta = TimeSpan.FromDays(1);

    /// <value>How often the monitors' figures become samples. The default value is 15s; from 1s to 1h.</value>
    public TimeSpan SampleInterval { get; init; } = DefaultSampleInterval;

    /// <value>How often rule groups without an interval are evaluated. The default value is 1m; from 1s to 1h.</value>
    public TimeSpan EvaluationInterval { get; init; } = DefaultEvaluationInterval;

    /// <value>Whether each rule group is due at an offset of its own within its interval. The default value is false.</value>
    public bool SpreadEvaluations { get; init; }

    /// <value>How far back a query looks for a series' newest sample. The default value is 5m; from 1s to 1d.</value>
    public TimeSpan LookbackDelta { get; init; } = DefaultLookbackDelta;

    /// <value>Whether the metrics of the other published dialect are recorded too. The default value is true.</value>
    public bool MetricAliases { get; init; } = true;

    /// <value>Labels on every alert that leaves. None by default.</value>
    public LabelSet ExternalLabels { get; init; } = LabelSet.Empty;
}
