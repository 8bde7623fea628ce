using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.LabelStudio;

/// <summary>Label Studio's JSON export (an array of tasks) and the messages of its webhooks (one task and one annotation).</summary>
public sealed class LabelStudioFormat : ISourceFormat
{
    public string Name => "label-studio";

    public bool Recognizes(ReadOnlySpan<byte> first) => first.IndexOf("\"annotation"u8) >= 0 && first.IndexOf("\"data\""u8) >= 0;

    public ISourceLineReader Open(SourceModels models, SourceModel? model) => new LabelStudioLines(models, model);
}
