namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What is done to both servers, and in which order.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Configuration">What both begin with.</param>
/// <param name="Steps">One after the other.</param>
internal sealed record Story(string Name, StoryConfiguration Configuration, params IReadOnlyList<StoryStep> Steps)
{
    /// <value>
    /// Whether a last alert shows that nothing else comes; without it, notices beyond those that the steps await are not compared.
    /// </value>
    public bool EndsWithLastAlert { get; init; } = true;

    public override string ToString() => Name;
}
