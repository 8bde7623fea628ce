namespace Heed.Ingest.Files;

/// <summary>What a column of a CSV file can mean other than a feature.</summary>
public enum RowColumn
{
    /// <summary>None of the others.</summary>
    Feature,
    Prediction,
    Label,
    Score,
    Id,
    Time,
    LatencyMs,
    Model,
    Version,
    Endpoint,
    Error,
    Cost,

    /// <summary>Cells are JSON arrays of numbers.</summary>
    Embedding,

    /// <summary>Cells are JSON objects of numbers by class or item.</summary>
    Scores,
}
