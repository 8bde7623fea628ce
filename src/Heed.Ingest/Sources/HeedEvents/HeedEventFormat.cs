using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.HeedEvents;

/// <summary>Heed's own events (<c>docs/formats/events.md</c>).</summary>
public sealed class HeedEventFormat : ISourceFormat
{
    public string Name => "events";

    public bool Recognizes(ReadOnlySpan<byte> first) => first.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    public ISourceLineReader Open(SourceModels models, SourceModel? model) => new HeedEventLines();
}
