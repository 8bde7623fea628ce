namespace Heed.Storage.Chunks;

/// <summary>How a chunk's bytes are to be read. The numbers are on disk.</summary>
internal enum ChunkKind : byte
{
    /// <summary>Floats, packed as they arrive: the head's chunks.</summary>
    Floats = 0,

    /// <summary>Native histograms of one layout.</summary>
    Histograms = 1,

    /// <summary>Floats, packed all at once: the chunks of blocks.</summary>
    SealedFloats = 2,
}
