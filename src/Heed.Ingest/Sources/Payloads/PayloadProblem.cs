namespace Heed.Ingest.Sources.Payloads;

/// <summary>Why the body of a request or an answer could not be read.</summary>
public enum PayloadProblem
{
    None,

    /// <summary>The bytes are no JSON.</summary>
    BrokenJson,

    /// <summary>JSON of no known protocol, or without a single row.</summary>
    UnknownShape,

    /// <summary>A tensor whose data stand behind the JSON: its length is told in a header that loggers leave out.</summary>
    BinaryTensor,

    /// <summary>A tensor whose shape and data contradict each other.</summary>
    WrongShape,

    /// <summary>More rows or values than <see cref="PayloadTable"/> takes.</summary>
    TooLarge,
}
