namespace Heed.Storage.Index;

/// <summary>What may follow a text that a value begins with.</summary>
internal enum LabelTail
{
    /// <summary>Nothing: the text is the whole value.</summary>
    Nothing,

    /// <summary>Anything, nothing included.</summary>
    Anything,

    /// <summary>At least one character.</summary>
    Something,

    /// <summary>What only the regular expression knows.</summary>
    Unknown,
}
