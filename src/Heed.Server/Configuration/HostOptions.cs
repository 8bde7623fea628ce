namespace Heed.Server.Configuration;

/// <summary>Figures of the machine that Heed runs on, for where no exporter is.</summary>
public sealed record HostOptions
{
    /// <value>Whether processors, memory, disks and network become series, under node_exporter's names. Off by default.</value>
    public bool Node { get; init; }

    /// <value>Whether NVIDIA's GPUs do, under DCGM exporter's names, where <c>nvidia-smi</c> is there. Off by default.</value>
    public bool Gpus { get; init; }

    /// <value>The label <c>instance</c>; null for the machine's name.</value>
    public string? Instance { get; init; }
}
