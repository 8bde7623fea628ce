using System.Buffers.Binary;
using System.Security.Cryptography;

using Heed.Model.Checksums;
using Heed.Model.Parsing;

namespace Heed.Monitoring.Baselines;

/// <summary>The frame of a baseline file: magic, format version, length, payload, checksum. See docs/formats/baseline.md.</summary>
internal static class BaselineFormat
{
    public const ushort FormatVersion = 4;

    private const int HeaderSize = 16;
    private const int MaxPayload = 1 << 28;
    private const int VersionDigits = 12;
    private static readonly byte[] Magic = "HEEDBL"u8.ToArray();

    /// <summary>Gives the baseline its version and size, which follow from its content.</summary>
    public static void Seal(Baseline baseline) => Seal(baseline, BaselineContent.Write(baseline));

    public static byte[] Encode(Baseline baseline)
    {
        byte[] payload = BaselineContent.Write(baseline);
        byte[] file = new byte[HeaderSize + payload.Length + sizeof(uint)];
        Magic.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(8), payload.Length);
        payload.CopyTo(file, HeaderSize);
        int end = HeaderSize + payload.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(end), Crc32C.Of(file.AsSpan(0, end)));
        return file;
    }

    public static ParseResult<Baseline> Read(Stream stream)
    {
        byte[] header = new byte[HeaderSize];
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize) return Failure("ends inside its header");
        if (!header.AsSpan(0, Magic.Length).SequenceEqual(Magic)) return Failure("does not begin with HEEDBL");
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6));
        if (version != FormatVersion) return Failure($"has format version {version}, expected {FormatVersion}");
        long length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8));
        if (length is < 0 or > MaxPayload) return Failure($"claims {length} bytes, expected at most {MaxPayload}");
        byte[] rest = new byte[length + sizeof(uint)];
        if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length) return Failure("is cut short");
        uint found = Crc32C.Of(header, rest.AsSpan(0, (int)length));
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(rest.AsSpan((int)length));
        if (found != expected) return Failure($"is damaged: checksum {found:x8}, expected {expected:x8}");
        byte[] payload = rest[..(int)length];
        Baseline? baseline = BaselineContent.Read(payload);
        if (baseline is null) return Failure("has contents that contradict each other");
        Seal(baseline, payload);
        return ParseResult<Baseline>.Success(baseline);
    }

    private static void Seal(Baseline baseline, byte[] payload)
    {
        baseline.Version = Convert.ToHexStringLower(SHA256.HashData(payload))[..VersionDigits];
        baseline.SizeBytes = HeaderSize + payload.Length + sizeof(uint);
    }

    private static ParseResult<Baseline> Failure(string message) => ParseResult<Baseline>.Failure("the baseline file " + message);
}
