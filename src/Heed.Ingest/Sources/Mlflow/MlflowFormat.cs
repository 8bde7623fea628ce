using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.Mlflow;

/// <summary>
/// CSV with a header, as tables of predictions are logged to MLflow and elsewhere: columns of features beside <c>prediction</c>, and
/// perhaps <c>score</c>, <c>label</c>, <c>id</c> and <c>time</c>. Rows may span lines inside of quotes.
/// </summary>
public sealed class MlflowFormat : ISourceFormat
{
    public string Name => "csv";

    public bool IsTable => true;

    public bool Recognizes(ReadOnlySpan<byte> first) => true;

    public ISourceLineReader Open(SourceModels models, SourceModel? model) => new MlflowLines(models, model);
}
