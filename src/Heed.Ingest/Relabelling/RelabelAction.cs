namespace Heed.Ingest.Relabelling;

/// <summary>What a <see cref="RelabelRule"/> does. "Source" is the values of its source labels, joined.</summary>
public enum RelabelAction
{
    /// <summary>Sets the target label to the replacement where the source matches; an empty replacement removes it.</summary>
    Replace,

    /// <summary>Drops what does not match.</summary>
    Keep,

    /// <summary>Drops what matches.</summary>
    Drop,

    /// <summary>Drops what has another value in the target label than the source.</summary>
    KeepEqual,

    /// <summary>Drops what has the source's value in the target label.</summary>
    DropEqual,

    /// <summary>Sets the target label to a hash of the source, modulo a number.</summary>
    HashMod,

    /// <summary>Copies the labels whose names match to names made from the replacement.</summary>
    LabelMap,

    /// <summary>Removes the labels whose names match.</summary>
    LabelDrop,

    /// <summary>Removes the labels whose names do not match.</summary>
    LabelKeep,

    /// <summary>Sets the target label to the source in lower case.</summary>
    Lowercase,

    /// <summary>Sets the target label to the source in upper case.</summary>
    Uppercase,
}
