using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.AzureMl;

/// <summary>
/// What Azure Machine Learning's data collector writes: CloudEvents as JSON Lines, inputs and outputs in files of their own, joined by
/// <c>correlationid</c>.
/// </summary>
public sealed class AzureMlFormat : ISourceFormat
{
    public string Name => "azureml";

    public bool Recognizes(ReadOnlySpan<byte> first) => first.IndexOf("\"correlationid\""u8) >= 0 && first.IndexOf("\"specversion\""u8) >= 0;

    public ISourceLineReader Open(SourceModels models, SourceModel? model) => new AzureMlLines(models, model);
}
