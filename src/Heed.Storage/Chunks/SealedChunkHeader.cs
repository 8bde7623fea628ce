using System.Buffers;

using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>What the first bytes of a sealed chunk say.</summary>
/// <param name="Count">1 to <see cref="SealedChunk.MaxSamples"/>.</param>
/// <param name="FirstTimeMs">Unix milliseconds.</param>
/// <param name="LastTimeMs">Unix milliseconds.</param>
/// <param name="IntervalMs">The distance of all neighbouring samples, or null where it varies and each frame has its times.</param>
internal readonly record struct SealedChunkHeader(int Count, long FirstTimeMs, long LastTimeMs, long? IntervalMs)
{
    private const byte Regular = 1;
    private const byte Irregular = 2;

    public void Write(ArrayBufferWriter<byte> target)
    {
        target.AddByte(IntervalMs is null ? Irregular : Regular);
        target.AddVarint((ulong)Count);
        target.AddSigned(FirstTimeMs);
        if (IntervalMs is { } interval) target.AddVarint((ulong)interval);
        else target.AddVarint(unchecked((ulong)LastTimeMs - (ulong)FirstTimeMs));
    }

    /// <param name="data">Starts with the chunk.</param>
    /// <param name="header">What it says.</param>
    /// <param name="length">How many bytes the header has.</param>
    public static bool TryRead(ReadOnlySpan<byte> data, out SealedChunkHeader header, out int length)
    {
        PayloadReader reader = new(data);
        byte kind = reader.ReadByte();
        int count = reader.ReadInt();
        long first = reader.ReadSigned();
        long span = (long)reader.ReadVarint();
        length = reader.Failed ? 0 : data.Length - reader.Left;
        long last = unchecked(kind == Regular ? first + (span * (count - 1)) : first + span);
        header = new SealedChunkHeader(count, first, last, kind == Regular ? span : null);
        return !reader.Failed && kind is Regular or Irregular && count is > 0 and <= SealedChunk.MaxSamples && last >= first;
    }
}
