namespace Heed.Model.Records;

/// <summary>What a field of a file is before any schema says what it should be.</summary>
public enum RawFieldKind : byte
{
    /// <summary>JSON null, or an empty field of a CSV file.</summary>
    Null,

    /// <summary>A number, or text that reads as one; NaN and the infinities included.</summary>
    Number,

    Text,

    Bool,

    /// <summary>A JSON object or array.</summary>
    Other,
}
