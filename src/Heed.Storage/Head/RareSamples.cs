using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>What few series have, so that the others do not pay for it. Guarded by the series' lock.</summary>
internal sealed class RareSamples
{
    public HistogramChunkEncoder Histograms { get; } = new();

    public LateSamples Late { get; } = new();

    /// <summary>Grows with every late sample, so that who has read them knows whether more came.</summary>
    public int LateVersion { get; set; }
}
