namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What the two servers did, as lines.</summary>
internal sealed record StoryResult(string Alertmanager, string Heed);
