using Heed.Model.Labels;

namespace Heed.Rules.Objectives;

/// <summary>How the alert of one severity looks.</summary>
/// <param name="Labels">Set on the alert, over those of the objective; ordered by name.</param>
/// <param name="Annotations">Templates, over those that are made for it; ordered by name.</param>
public sealed record ObjectiveAlert(IReadOnlyList<Label> Labels, IReadOnlyList<Label> Annotations)
{
    public static ObjectiveAlert Plain { get; } = new([], []);
}
