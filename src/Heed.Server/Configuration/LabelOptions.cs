using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>The <c>labels</c> of a model.</summary>
internal sealed record LabelOptions
{
    /// <value>The share of predictions that people are asked to review, from 0 to 1; null, the default, for none.</value>
    public double? Sample { get; init; }

    /// <value>How long a prediction waits for its label. The default value is 30d; from 1m to 400d.</value>
    public TimeSpan JoinWithin { get; init; } = ModelOptions.DefaultJoinWithin;

    /// <value>Predictions that may wait at a time. The default value is 20,000,000; from 1,000 to 100,000,000.</value>
    public int Outstanding { get; init; } = ModelOptions.DefaultOutcomeLimit;
}
