namespace Heed.Storage.Head;

/// <summary>The parts of a series in memory. The numbers are on disk.</summary>
internal enum HeadPart : byte
{
    Sealed = 0,

    /// <summary>The samples behind the last sealed chunk: the chunk goes on growing.</summary>
    Open = 1,

    /// <summary>Samples that came behind newer ones.</summary>
    Late = 2,
}
