using Heed.Monitoring.Evidence;

namespace Heed.Server.Signals;

/// <summary>One alert of the default policy.</summary>
/// <param name="Name">One of <see cref="SignalNames"/>.</param>
/// <param name="Layer">data, service, answers or quality: causes stand before their effects.</param>
/// <param name="Severity">critical or warning.</param>
/// <param name="Kinds">The evidence that has to be shown.</param>
/// <param name="HoldDuration">How long before it fires.</param>
/// <param name="Summary">A template: what changed, and by how much.</param>
/// <param name="Action">What to look at.</param>
internal sealed record DefaultSignal(
    string Name, string Layer, string Severity, IReadOnlyList<EvidenceKind> Kinds, TimeSpan HoldDuration, string Summary, string Action)
{
    /// <value>Of quality: whether it is of segments; null where it does not matter.</value>
    public bool? OfSegments { get; init; }

    /// <value>PromQL that has to hold, too; empty for nothing.</value>
    public string And { get; init; } = "";
}
