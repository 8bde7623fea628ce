using System.Buffers.Binary;

using Heed.Model.Checksums;
using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>What a block says of itself, at its end. docs/formats/blocks.md draws the bytes.</summary>
internal sealed record BlockFooter
{
    public const byte FormatVersion = 1;

    /// <summary>The first eight bytes of the file.</summary>
    public const int HeaderBytes = 8;

    /// <summary>"HEEDBLOK" as it stands in the file.</summary>
    public const ulong Magic = 0x4B4F_4C42_4445_4548;

    /// <summary>Length of the payload, its checksum, and the magic number.</summary>
    public const int TailBytes = 16;

    public required BlockSection Series { get; init; }

    public required BlockSection Index { get; init; }

    /// <summary>The aligned range of time: inclusive. <see cref="long.MinValue"/> where the first one begins before all times.</summary>
    public required long StartMs { get; init; }

    /// <summary>The last millisecond of the range.</summary>
    public required long EndMs { get; init; }

    public required long FirstTimeMs { get; init; }

    public required long LastTimeMs { get; init; }

    public required int SeriesCount { get; init; }

    public required long Samples { get; init; }

    public required long Chunks { get; init; }

    /// <summary>The block has taken over the samples of its range that lie in log files with a lower number. 0: it came from blocks.</summary>
    public required long LogBefore { get; init; }

    /// <summary>The numbers of the blocks that this one replaces.</summary>
    public required IReadOnlyList<long> Sources { get; init; }

    public void WriteTo(RecordBuffer target)
    {
        int start = target.Length;
        target.AddByte(FormatVersion);
        Series.WriteTo(target);
        Index.WriteTo(target);
        foreach (long time in (ReadOnlySpan<long>)[StartMs, EndMs, FirstTimeMs, LastTimeMs]) target.AddSigned(time);
        foreach (long count in (ReadOnlySpan<long>)[SeriesCount, Samples, Chunks, LogBefore, Sources.Count]) target.AddVarint((ulong)count);
        foreach (long source in Sources) target.AddVarint((ulong)source);
        ReadOnlySpan<byte> payload = target.Written[start..];
        Span<byte> tail = stackalloc byte[TailBytes];
        BinaryPrimitives.WriteInt32LittleEndian(tail, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], Crc32C.Of(payload));
        BinaryPrimitives.WriteUInt64LittleEndian(tail[8..], Magic);
        target.AddBytes(tail);
    }

    /// <returns>Null, and what is wrong, where the file's end is no footer.</returns>
    public static BlockFooter? Read(MappedFile file, out string problem)
    {
        problem = $"expected a block of at least {HeaderBytes + TailBytes} bytes, found {file.Length}";
        if (file.Length < HeaderBytes + TailBytes) return null;
        ReadOnlySpan<byte> tail = file.Slice(file.Length - TailBytes, TailBytes);
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        long start = file.Length - TailBytes - length;
        problem = "expected the end of a block, found other bytes";
        if (BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]) != Magic || length < 0 || start < HeaderBytes) return null;
        ReadOnlySpan<byte> payload = file.Slice(start, length);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]);
        uint found = Crc32C.Of(payload);
        problem = $"expected a footer with the checksum {expected:x8}, found {found:x8}";
        if (found != expected) return null;
        problem = "expected a footer, found bytes that are none";
        BlockFooter? footer = Read(payload);
        return footer is null || !footer.Series.LiesBefore(start) || !footer.Index.LiesBefore(start) ? null : footer;
    }

    /// <exception cref="InvalidDataException">A newer version wrote it.</exception>
    private static BlockFooter? Read(ReadOnlySpan<byte> payload)
    {
        PayloadReader bytes = new(payload);
        int version = bytes.ReadByte();
        if (version != FormatVersion) throw new InvalidDataException($"expected a block of format {FormatVersion}, found {version}");
        BlockFooter footer = new()
        {
            Series = BlockSection.Read(ref bytes),
            Index = BlockSection.Read(ref bytes),
            StartMs = bytes.ReadSigned(),
            EndMs = bytes.ReadSigned(),
            FirstTimeMs = bytes.ReadSigned(),
            LastTimeMs = bytes.ReadSigned(),
            SeriesCount = bytes.ReadInt(),
            Samples = (long)bytes.ReadVarint(),
            Chunks = (long)bytes.ReadVarint(),
            LogBefore = (long)bytes.ReadVarint(),
            Sources = ReadSources(ref bytes),
        };
        return bytes.Failed || !bytes.AtEnd ? null : footer;
    }

    private static long[] ReadSources(ref PayloadReader bytes)
    {
        long[] sources = new long[bytes.ReadCount()];
        for (int i = 0; i < sources.Length; i++) sources[i] = (long)bytes.ReadVarint();
        return sources;
    }
}
