namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>Every story, and the words that they are written in.</summary>
internal static class StoryCatalog
{
    public static IReadOnlyList<Story> All { get; } =
    [
        .. GroupStories.All, .. LifeStories.All, .. RouteStories.All, .. InhibitionStories.All, .. SilenceStories.All,
        .. TimeIntervalStories.All, .. DeliveryStories.All, .. ReloadStories.All,
    ];

    /// <summary>Alerts that fire, in one post.</summary>
    public static StoryStep Fire(int notices, params ReadOnlySpan<string> labels) =>
        new(notices, [.. labels.ToArray().Select(l => new StoryAlert(l))]);

    /// <summary>Alerts that are over, in one post.</summary>
    public static StoryStep Resolve(int notices, params ReadOnlySpan<string> labels) =>
        new(notices, [.. labels.ToArray().Select(l => new StoryAlert(l) { IsResolved = true })]);

    /// <summary>Nothing but time.</summary>
    public static StoryStep Wait(int notices) => new(notices);
}
