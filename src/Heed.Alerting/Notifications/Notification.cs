using Heed.Model.Labels;

namespace Heed.Alerting.Notifications;

/// <summary>What one integration of one receiver is told about one group of alerts.</summary>
/// <param name="Id">The same for the same group, receiver, integration and time: a sink may use it to drop a repetition.</param>
/// <param name="Receiver">The receiver's name.</param>
/// <param name="Integration">Which of the receiver's integrations.</param>
/// <param name="TimeMs">When the group was flushed.</param>
/// <param name="Status">Firing where any of the group's alerts fires.</param>
/// <param name="Reason">Why it is sent.</param>
/// <param name="GroupKey">Alertmanager's text: the matchers of the routes from the root down, then the group's labels.</param>
/// <param name="GroupLabels">The labels that the group is made by.</param>
/// <param name="CommonLabels">Those that all <paramref name="Alerts"/> share.</param>
/// <param name="CommonAnnotations">Those that all <paramref name="Alerts"/> share.</param>
/// <param name="ExternalUrl">Where people find this server; no slash at its end.</param>
/// <param name="Alerts">Ordered by the labels <c>job</c> and <c>instance</c>, then by all labels.</param>
/// <param name="TruncatedAlerts">How many more the group has than the integration's <c>max_alerts</c> lets through.</param>
public sealed record Notification(
    string Id,
    string Receiver,
    IntegrationId Integration,
    long TimeMs,
    NotificationStatus Status,
    NotifyReason Reason,
    string GroupKey,
    LabelSet GroupLabels,
    LabelSet CommonLabels,
    LabelSet CommonAnnotations,
    string ExternalUrl,
    IReadOnlyList<NotifiedAlert> Alerts,
    int TruncatedAlerts)
{
    /// <summary>For a notice to somebody on call; null for all others.</summary>
    public AcknowledgementLink? Acknowledgement { get; init; }

    /// <summary>The person of the on-call file who is told; empty for a notice to a receiver.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Why this person is told, as <c>page for Ana Silva: step 1 of 2 of "default"</c>; empty for a notice to a receiver of a route.</summary>
    public string OnCall { get; init; } = "";

    /// <summary>Those of its alerts, the one of the first alert first; empty where none belongs to any.</summary>
    public IReadOnlyList<NotifiedIncident> Incidents { get; init; } = [];

    /// <value>The route's own texts by their names: templates that <c>routeLabels</c> writes.</value>
    public IReadOnlyList<KeyValuePair<string, string>> RouteLabels { get; init; } = [];

    public static string IdOf(string groupKey, string receiver, IntegrationId integration, long timeMs) =>
        FormattableString.Invariant(
            $"{Half(1, groupKey, receiver, integration, timeMs):x16}{Half(2, groupKey, receiver, integration, timeMs):x16}");

    private static ulong Half(ulong seed, string groupKey, string receiver, IntegrationId integration, long timeMs)
    {
        StableHash hash = new(seed);
        hash.Add(groupKey);
        hash.Add(receiver);
        hash.Add(integration.Kind);
        hash.Add((ulong)integration.Index);
        hash.Add((ulong)timeMs);
        return hash.ToUInt64();
    }
}
