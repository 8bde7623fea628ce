namespace Heed.Model.Records;

/// <summary>What one record says of its embedding.</summary>
public enum EmbeddingState : byte
{
    /// <summary>The record has none, or its model's embeddings are in no figure.</summary>
    Absent,

    /// <summary>As many finite numbers as the schema says.</summary>
    Usable,

    /// <summary>Of another length, or with a value that is no finite number.</summary>
    Invalid,
}
