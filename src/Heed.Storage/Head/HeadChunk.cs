using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>A chunk of a series as a snapshot holds it.</summary>
/// <param name="Chunk">Its samples.</param>
/// <param name="Part">Which part of the series it is.</param>
internal readonly record struct HeadChunk(Chunk Chunk, HeadPart Part);
