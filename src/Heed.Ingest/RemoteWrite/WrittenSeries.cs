using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Ingest.RemoteWrite;

/// <summary>A series that a sender writes, and what is known of it from request to request. Requests may race on the two figures.</summary>
internal sealed class WrittenSeries(LabelSet labels)
{
    public SeriesHandle Handle { get; } = new(labels);

    /// <summary>The start time that has its zero already.</summary>
    public long StartMs { get; set; }

    /// <summary>Of the metadata that was handed on last.</summary>
    public ulong MetadataHash { get; set; }
}
