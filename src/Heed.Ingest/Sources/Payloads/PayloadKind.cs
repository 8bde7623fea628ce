namespace Heed.Ingest.Sources.Payloads;

/// <summary>What a value of a payload is, in JSON's words.</summary>
public enum PayloadKind
{
    Number,
    Text,
    Boolean,
    Null,

    /// <summary>An object or an array inside of a row.</summary>
    Nested,
}
