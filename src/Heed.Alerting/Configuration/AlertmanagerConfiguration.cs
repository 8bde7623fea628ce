using Heed.Alerting.Inhibition;
using Heed.Alerting.Routing;
using Heed.Alerting.TimeIntervals;

namespace Heed.Alerting.Configuration;

/// <summary>An Alertmanager configuration without a mistake: every name in it leads somewhere.</summary>
/// <param name="Global">What holds for all receivers.</param>
/// <param name="Root">The routing tree.</param>
/// <param name="Receivers">In the file's order.</param>
/// <param name="InhibitionRules">In the file's order.</param>
/// <param name="TimeIntervals">Both those of <c>time_intervals</c> and of the older <c>mute_time_intervals</c>.</param>
/// <param name="TemplateFiles">Path patterns, resolved against the configuration's folder.</param>
public sealed record AlertmanagerConfiguration(
    GlobalOptions Global,
    Route Root,
    IReadOnlyList<ReceiverConfiguration> Receivers,
    IReadOnlyList<InhibitionRule> InhibitionRules,
    IReadOnlyList<TimeInterval> TimeIntervals,
    IReadOnlyList<string> TemplateFiles)
{
    /// <summary>The file for people to read, without its secrets.</summary>
    public string ShownText { get; init; } = "";
}
