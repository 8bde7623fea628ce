namespace Heed.Ingest.Files;

/// <summary>Tells a file's format by its name, else by its first byte.</summary>
internal static class FormatSniffer
{
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
        using FileBytes bytes = FileBytes.Open(path);
        return bytes.First() is (byte)'{' or (byte)'[' ? RowFormat.Events : RowFormat.Csv;
    }
}
