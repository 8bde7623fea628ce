using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.SageMaker;

/// <summary>
/// SageMaker's data capture and its ground truth, JSON Lines: <c>captureData</c> with <c>endpointInput</c> and <c>endpointOutput</c> as
/// CSV, JSON or base64, or <c>groundTruthData</c>; both with <c>eventMetadata</c>.
/// </summary>
public sealed class SageMakerFormat : ISourceFormat
{
    public string Name => "sagemaker";

    public bool Recognizes(ReadOnlySpan<byte> first) => first.IndexOf("\"captureData\""u8) >= 0 || first.IndexOf("\"groundTruthData\""u8) >= 0;

    public ISourceLineReader Open(SourceModels models, SourceModel? model) => new SageMakerLines(model);
}
