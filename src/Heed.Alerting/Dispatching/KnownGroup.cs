using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>A group with the alerts in it that have not ended.</summary>
/// <param name="Key">Alertmanager's text.</param>
/// <param name="Labels">Those that the group is made by.</param>
/// <param name="Receiver">Its receiver's name.</param>
/// <param name="Alerts">In the order of <see cref="AlertOrder"/>.</param>
public sealed record KnownGroup(string Key, LabelSet Labels, string Receiver, IReadOnlyList<KnownAlert> Alerts)
{
    /// <value>The route's own texts by their names, as its file has them.</value>
    public IReadOnlyList<KeyValuePair<string, string>> RouteLabels { get; init; } = [];
}
