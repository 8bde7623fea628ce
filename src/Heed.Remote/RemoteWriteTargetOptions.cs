using Heed.Ingest.Relabelling;
using Heed.Remote.Writing;

namespace Heed.Remote;

/// <summary>One item of <c>remote_write</c>: a store that gets a copy of every sample.</summary>
public sealed record RemoteWriteTargetOptions
{
    /// <value>Names the target in figures and its queue on disk; no other target has it.</value>
    public required string Name { get; init; }

    public required RemoteWriteOptions Write { get; init; }

    /// <value>Decide what is sent, and under which labels; they see the external labels.</value>
    public IReadOnlyList<RelabelRule> Relabelling { get; init; } = [];

    /// <value>Whether native histograms are sent. Default: false, as in Prometheus.</value>
    public bool SendsHistograms { get; init; }
}
