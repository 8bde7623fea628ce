using Heed.Ingest.Events;

namespace Heed.Ingest.Files;

/// <summary>Tells a file's format by its name, else by its first byte.</summary>
internal static class FormatSniffer
{
    private static ReadOnlySpan<byte> MarkAndBlanks => [0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    public static RowFormat Find(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => RowFormat.Csv,
            ".json" or ".ndjson" or ".jsonl" => RowFormat.Events,
            _ => FindByContent(path),
        };
    }

    private static RowFormat FindByContent(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using BodySource source = new(stream, BodyCompression.Detect);
        byte[] buffer = new byte[4096];
        for (int count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            ReadOnlySpan<byte> text = buffer.AsSpan(0, count).TrimStart(MarkAndBlanks);
            if (text.Length > 0) return text[0] is (byte)'{' or (byte)'[' ? RowFormat.Events : RowFormat.Csv;
        }

        return RowFormat.Csv;
    }
}
