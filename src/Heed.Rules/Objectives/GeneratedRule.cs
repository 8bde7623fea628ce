using Heed.Model.Labels;

namespace Heed.Rules.Objectives;

/// <summary>A rule that an objective gives.</summary>
/// <param name="IsAlert">Whether it alerts; else it records.</param>
/// <param name="Name">Of the alert or of the recorded metric.</param>
/// <param name="Labels">Ordered by name.</param>
/// <param name="Annotations">Of alerts; ordered by name.</param>
public sealed record GeneratedRule(
    bool IsAlert, string Name, string Expression, IReadOnlyList<Label> Labels, IReadOnlyList<Label> Annotations)
{
    /// <value>Of alerts: how long the condition holds before they fire. Not at all by default.</value>
    public TimeSpan HoldDuration { get; init; }

    /// <value>Of alerts: how long they go on firing when it holds no more. Not at all by default.</value>
    public TimeSpan KeepFiringFor { get; init; }
}
