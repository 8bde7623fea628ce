namespace Heed.Ingest.Events;

/// <summary>Why an event was not taken. <see cref="RefusalReasons.Word"/> is its metric label and its word in answers.</summary>
public enum RefusalReason
{
    /// <summary>The bytes are no JSON; the detail names the byte offset inside the event.</summary>
    BrokenJson,

    /// <summary>The bytes are no UTF-8.</summary>
    InvalidUtf8,

    /// <summary>JSON, but a number, a text or an array.</summary>
    NotAnObject,

    /// <summary>A member that this type of event cannot do without is absent, null or empty.</summary>
    MissingMember,

    /// <summary>A member is of a JSON type, or of a type of answer, that it cannot have.</summary>
    WrongType,

    /// <summary>A number that its member cannot be: a negative latency, for one.</summary>
    OutOfRange,

    /// <summary>No model of this name is configured.</summary>
    UnknownModel,

    /// <summary>The <c>type</c> is none of the known ones.</summary>
    UnknownKind,

    /// <summary>The <c>time</c> is neither RFC 3339 nor Unix milliseconds.</summary>
    TimeUnreadable,

    /// <summary>The <c>time</c> lies further back than <see cref="EventLimits.MaxAge"/>.</summary>
    TooOld,

    /// <summary>The <c>time</c> lies further ahead than <see cref="EventLimits.MaxFuture"/>.</summary>
    InFuture,

    /// <summary>More bytes than <see cref="EventLimits.MaxLineBytes"/>, or more scores than <see cref="EventLimits.MaxScores"/>.</summary>
    TooLarge,

    /// <summary>Nested deeper than <see cref="EventLimits.MaxDepth"/>.</summary>
    TooDeep,
}
