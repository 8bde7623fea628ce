using System.Buffers;
using System.Buffers.Binary;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Conformance.Tests.Differential;

/// <summary>
/// The body of a remote write 1.0 request: a protobuf message inside a snappy block. The block has literals only, which every reader has
/// to accept.
/// </summary>
internal sealed class RemoteWriteBody
{
    private const int LongestLiteral = 1 << 16;

    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly ArrayBufferWriter<byte> _series = new();
    private readonly ArrayBufferWriter<byte> _part = new();

    public void Add(LabelSet labels, ReadOnlySpan<Sample> samples)
    {
        _series.ResetWrittenCount();
        foreach (Label label in labels.Labels)
        {
            _part.ResetWrittenCount();
            WriteText(_part, 1, label.Name);
            WriteText(_part, 2, label.Value);
            WriteBytes(_series, 1, _part.WrittenSpan);
        }

        foreach (Sample sample in samples)
        {
            _part.ResetWrittenCount();
            _part.Write<byte>([(1 << 3) | 1]);
            BinaryPrimitives.WriteDoubleLittleEndian(_part.GetSpan(8), sample.Value);
            _part.Advance(8);
            _part.Write<byte>([2 << 3]);
            WriteVarint(_part, (ulong)sample.TimeMs);
            WriteBytes(_series, 2, _part.WrittenSpan);
        }

        WriteBytes(_message, 1, _series.WrittenSpan);
    }

    public byte[] ToSnappy()
    {
        ArrayBufferWriter<byte> block = new(_message.WrittenCount + 1024);
        WriteVarint(block, (ulong)_message.WrittenCount);
        for (ReadOnlySpan<byte> rest = _message.WrittenSpan; rest.Length > 0;)
        {
            ReadOnlySpan<byte> literal = rest[..Math.Min(rest.Length, LongestLiteral)];
            rest = rest[literal.Length..];

            // Tag 61: a literal whose length less one follows in two bytes.
            block.Write<byte>([61 << 2, (byte)(literal.Length - 1), (byte)((literal.Length - 1) >> 8)]);
            block.Write(literal);
        }

        return block.WrittenSpan.ToArray();
    }

    private static void WriteText(ArrayBufferWriter<byte> target, int field, string text) =>
        WriteBytes(target, field, Encoding.UTF8.GetBytes(text));

    private static void WriteBytes(ArrayBufferWriter<byte> target, int field, ReadOnlySpan<byte> bytes)
    {
        target.Write<byte>([(byte)((field << 3) | 2)]);
        WriteVarint(target, (ulong)bytes.Length);
        target.Write(bytes);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> target, ulong value)
    {
        for (; value >= 0x80; value >>= 7) target.Write<byte>([(byte)(value | 0x80)]);
        target.Write<byte>([(byte)value]);
    }
}
