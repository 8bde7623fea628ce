namespace Heed.Alerting.Routing;

/// <summary>What a route says about the groups that it makes; a child inherits all but the time intervals.</summary>
/// <param name="Receiver">The receiver's name.</param>
/// <param name="GroupBy">The labels that make a group; null for all of them (<c>['...']</c>).</param>
/// <param name="GroupWait">How long a new group waits for more alerts before its first notification.</param>
/// <param name="GroupInterval">How long between two flushes of a group.</param>
/// <param name="RepeatInterval">How old a notification has to be before it is sent again unchanged.</param>
/// <param name="MuteTimeIntervals">Names of the time intervals in which nothing is notified.</param>
/// <param name="ActiveTimeIntervals">Names of the time intervals outside which nothing is notified; empty for always.</param>
public sealed record RouteSettings(
    string Receiver,
    IReadOnlyList<string>? GroupBy,
    TimeSpan GroupWait,
    TimeSpan GroupInterval,
    TimeSpan RepeatInterval,
    IReadOnlyList<string> MuteTimeIntervals,
    IReadOnlyList<string> ActiveTimeIntervals)
{
    public static readonly TimeSpan DefaultGroupWait = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DefaultGroupInterval = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DefaultRepeatInterval = TimeSpan.FromHours(4);

    /// <value>Texts of the route's notices by their names (<c>labels</c>): templates, written when a notice asks for them.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>What the root starts from.</summary>
    public static readonly RouteSettings Default = new("", [], DefaultGroupWait, DefaultGroupInterval, DefaultRepeatInterval, [], []);
}
