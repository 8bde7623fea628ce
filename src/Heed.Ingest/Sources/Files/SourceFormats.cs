using Heed.Ingest.Sources.AzureMl;
using Heed.Ingest.Sources.HeedEvents;
using Heed.Ingest.Sources.LabelStudio;
using Heed.Ingest.Sources.Mlflow;
using Heed.Ingest.Sources.SageMaker;

namespace Heed.Ingest.Sources.Files;

/// <summary>Every format, in the order in which a file is held against them: CSV takes what no other one recognizes.</summary>
public static class SourceFormats
{
    public const string Auto = "auto";

    public static readonly IReadOnlyList<ISourceFormat> All =
        [new SageMakerFormat(), new AzureMlFormat(), new LabelStudioFormat(), new HeedEventFormat(), new MlflowFormat()];

    /// <summary>What <c>--format</c> and <c>format:</c> may say.</summary>
    public static readonly IReadOnlyList<string> Names = [Auto, .. All.Select(f => f.Name)];

    /// <summary>Null for <see cref="Auto"/> and for what is none.</summary>
    public static ISourceFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    internal static ISourceFormat Of(ReadOnlySpan<byte> first)
    {
        foreach (ISourceFormat format in All)
        {
            if (format.Recognizes(first)) return format;
        }

        return All[^1];
    }
}
