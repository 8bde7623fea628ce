namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What happens at one time, and how many notices have to come before the next step.</summary>
/// <param name="Notices">How many are awaited of each server; what else comes is part of the story, too.</param>
/// <param name="Alerts">In one post; none for no post.</param>
internal sealed record StoryStep(int Notices, params IReadOnlyList<StoryAlert> Alerts)
{
    /// <value>A silence that is added before the alerts are posted; null for none.</value>
    public StorySilence? Silence { get; init; }

    /// <value>Whether the step begins only when all silences are active.</value>
    public bool AwaitsSilences { get; init; }

    /// <value>Whether all silences are expired before the alerts are posted.</value>
    public bool ExpiresSilences { get; init; }

    /// <value>What the configuration is from now on, which both are asked to reload; null for what it was.</value>
    public StoryConfiguration? Reload { get; init; }

    /// <value>Whether the reload is refused.</value>
    public bool IsRefused { get; init; }
}
