namespace Heed.Rules.Objectives;

/// <summary>What the rules of objectives have to know of whoever evaluates them.</summary>
/// <param name="EvaluationInterval">How often the groups are evaluated that name no interval.</param>
/// <param name="SampleInterval">How often the series that the rules read get a sample.</param>
public sealed record ObjectiveSurroundings(TimeSpan EvaluationInterval, TimeSpan SampleInterval)
{
    public static ObjectiveSurroundings Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(15));

    /// <summary>
    /// The window whose increase holds each event of the last evaluation interval once: a window begins behind its first sample, so that it
    /// has to be longer by the distance of two. Bad and all events are blown up alike; their ratio is exact.
    /// </summary>
    public TimeSpan StepWindow => EvaluationInterval + SampleInterval;
}
