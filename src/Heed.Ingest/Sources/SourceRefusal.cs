namespace Heed.Ingest.Sources;

/// <summary>Why something of a source made no event. <see cref="SourceRefusals.Word"/> is its metric label.</summary>
public enum SourceRefusal
{
    None,

    /// <summary>The message lacks an attribute without which it cannot be told what it is.</summary>
    MissingAttribute,

    /// <summary>A message of a type that is neither request, answer nor feedback.</summary>
    UnknownType,

    /// <summary>No model is called so; a model's <c>source.services</c> tells its other names.</summary>
    UnknownModel,

    /// <summary>The message or the line is no JSON.</summary>
    BrokenJson,

    /// <summary>The body is of no known protocol, or has no row.</summary>
    UnknownShape,

    /// <summary>The body has tensors in a binary form.</summary>
    BinaryTensor,

    /// <summary>A tensor's shape contradicts its data.</summary>
    WrongShape,

    /// <summary>More than the limits of one message.</summary>
    TooLarge,

    /// <summary>Columns without names, and not as many as the model has.</summary>
    WrongColumns,

    /// <summary>An answer with another number of rows than its request.</summary>
    WrongRows,

    /// <summary>An answer in which no prediction could be found.</summary>
    NoPrediction,

    /// <summary>A line without what joins it to others: an id.</summary>
    NoId,

    /// <summary>A label without a true answer in it.</summary>
    NoLabel,

    /// <summary>A line of a kind that the format does not have.</summary>
    UnknownLine,

    /// <summary>A row of another number of fields than its header.</summary>
    WrongFields,

    /// <summary>A row whose quotes are not closed before the file ends.</summary>
    OpenQuote,

    /// <summary>A cell that should be a list and is not written as JSON.</summary>
    BrokenList,

    /// <summary>A cell of a time that cannot be read.</summary>
    BadTime,
}
