namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>An alert that a story posts.</summary>
/// <param name="Labels">As <c>A team=x</c>: the first word is the name.</param>
internal sealed record StoryAlert(string Labels)
{
    /// <value>Its annotation.</value>
    public string Summary { get; init; } = "s";

    /// <value>Whether it is over when it is posted.</value>
    public bool IsResolved { get; init; }

    /// <value>Seconds from the beginning of the story; null for the time at which it is first posted.</value>
    public int? StartsIn { get; init; }

    /// <value>Seconds from the beginning of the story; null for no end, or now where it is resolved.</value>
    public int? EndsIn { get; init; }
}
