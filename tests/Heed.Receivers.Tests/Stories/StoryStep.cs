namespace Heed.Receivers.Tests.Stories;

/// <summary>Alerts posted together, or a silence, and how many webhooks have to come before the next step.</summary>
/// <param name="Alerts">In one post.</param>
/// <param name="Webhooks">How many are awaited.</param>
/// <param name="Silence">A label and value that is silenced from now on, as <c>team=x</c>; null for none.</param>
public sealed record StoryStep(IReadOnlyList<StoryAlert> Alerts, int Webhooks, string? Silence = null);
