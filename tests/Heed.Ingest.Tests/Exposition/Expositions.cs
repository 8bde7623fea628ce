using System.Globalization;
using System.Text;

using Heed.Ingest.Exposition;
using Heed.Model.Labels;
using Heed.Model.Metadata;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>Reads whole expositions into lines that tests compare.</summary>
internal static class Expositions
{
    public static (List<string> Lines, ExpositionError? Error) Read(ExpositionFormat format, string body) =>
        Read(format, Encoding.UTF8.GetBytes(body));

    public static (List<string> Lines, ExpositionError? Error) Read(ExpositionFormat format, ReadOnlyMemory<byte> body)
    {
        IExpositionReader reader = ExpositionFormats.Open(format, body);
        List<string> lines = [];
        while (reader.Next() is var entry and not (ExpositionEntry.End or ExpositionEntry.Broken))
        {
            if (entry == ExpositionEntry.Metadata)
            {
                MetricMetadata metadata = reader.ReadMetadata();
                lines.Add($"# {metadata.Family} {MetricTypes.Word(metadata.Type)} [{metadata.Unit}] {metadata.Help}");
                continue;
            }

            LabelSetBuilder labels = new();
            if (!reader.TryReadLabels(labels)) break;
            lines.Add(Line(reader, labels.Build()));
        }

        return (lines, reader.Error);
    }

    private static string Line(IExpositionReader reader, LabelSet labels)
    {
        string value = reader.Histogram is null ? reader.Value.ToString("R", CultureInfo.InvariantCulture) : "histogram";
        string time = reader.TimeMs is { } timeMs ? string.Create(CultureInfo.InvariantCulture, $" @{timeMs}") : "";
        string start = reader.StartTimeMs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" since {reader.StartTimeMs}");
        return $"{labels} {value}{time}{start}";
    }
}
