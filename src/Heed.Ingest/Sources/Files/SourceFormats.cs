using Heed.Ingest.Sources.AzureMl;
using Heed.Ingest.Sources.HeedEvents;
using Heed.Ingest.Sources.LabelStudio;
using Heed.Ingest.Sources.Mlflow;
using Heed.Ingest.Sources.SageMaker;

namespace Heed.Ingest.Sources.Files;

/// <summary>Every format, in the order in which a line or item of JSON is held against them.</summary>
public static class SourceFormats
{
    public const string Auto = "auto";

    /// <summary>What a file is that begins with neither an object nor an array.</summary>
    public static readonly ISourceFormat Table = new MlflowFormat();

    private static readonly HeedEventFormat Events = new();

    public static readonly IReadOnlyList<ISourceFormat> All =
        [new SageMakerFormat(), new AzureMlFormat(), new LabelStudioFormat(), Events, Table];

    /// <summary>What <c>--format</c> and <c>format:</c> may say.</summary>
    public static readonly IReadOnlyList<string> Names = [Auto, .. All.Select(f => f.Name)];

    /// <summary>Null for <see cref="Auto"/> and for what is none.</summary>
    public static ISourceFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>Of a file of JSON, by its first line or item; what none recognizes is held for events, and refused as such.</summary>
    internal static ISourceFormat Of(ReadOnlySpan<byte> first)
    {
        foreach (ISourceFormat format in All)
        {
            if (!format.IsTable && format.Recognizes(first)) return format;
        }

        return Events;
    }
}
