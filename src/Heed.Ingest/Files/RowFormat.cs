namespace Heed.Ingest.Files;

/// <summary>How the rows of a file are written.</summary>
public enum RowFormat
{
    /// <summary>
    /// By the name's end (<c>.csv</c>, <c>.tsv</c>, <c>.json</c>, <c>.ndjson</c>, <c>.jsonl</c>, each with or without
    /// <c>.gz</c>), else by the first byte.
    /// </summary>
    Detect,

    /// <summary>Events, as <c>docs/formats/events.md</c> describes them.</summary>
    Events,

    /// <summary>A header row, then one row a line, separated by commas, semicolons or tabs, whichever the header has most of.</summary>
    Csv,
}
