using Heed.Model.Labels;
using Heed.Rules.Groups;

namespace Heed.Rules.Alerting;

/// <summary>Raises an alert for each element of its expression. Labels and annotations are templates.</summary>
public sealed record AlertingRule : Rule
{
    /// <summary>How long the expression has to hold before the alert fires: <c>for</c>.</summary>
    public TimeSpan HoldDuration { get; init; }

    /// <summary>How long a firing alert outlives its expression: <c>keep_firing_for</c>.</summary>
    public TimeSpan KeepFiringFor { get; init; }

    /// <summary>Words for people; ordered by name.</summary>
    public IReadOnlyList<Label> Annotations { get; init; } = [];
}
