namespace Heed.Ingest.Files;

/// <summary>What a step through a <see cref="RowReader"/> came to.</summary>
public enum RowStep
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>The row is filled.</summary>
    Row,

    /// <summary>The row cannot be read; <see cref="RowReader.Problem"/> says why, and the next step goes on behind it.</summary>
    Problem,
}
