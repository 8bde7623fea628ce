namespace Heed.Ingest.Exposition;

/// <summary>What the next thing in an exposition is.</summary>
public enum ExpositionEntry
{
    /// <summary>The body was read to its end and is sound.</summary>
    End,

    /// <summary>The body is broken from here on: <see cref="IExpositionReader.Error"/>.</summary>
    Broken,

    /// <summary>A float sample.</summary>
    Sample,

    /// <summary>A native histogram.</summary>
    Histogram,

    /// <summary>Type, help or unit of the current family: <see cref="IExpositionReader.ReadMetadata"/>.</summary>
    Metadata,
}
