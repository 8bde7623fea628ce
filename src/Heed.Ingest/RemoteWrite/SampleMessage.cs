using System.Buffers.Binary;

using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <summary>The <c>Sample</c> message of both versions: a value, a time, and in 2.0 when the counter began.</summary>
internal static class SampleMessage
{
    private const byte ValueTag = 0x09;
    private const byte TimeTag = 0x10;
    private const byte StartTag = 0x18;
    private const int TimeOffset = 1 + sizeof(double);

    /// <summary>
    /// Reads the form in which nearly all senders write: value, then time, nothing else. False for every other one, broken ones included.
    /// </summary>
    public static bool TryReadUsual(ReadOnlySpan<byte> message, out double value, out long timeMs)
    {
        value = 0;
        timeMs = 0;
        if (message.Length <= TimeOffset + 1 || message[0] != ValueTag || message[TimeOffset] != TimeTag) return false;
        ulong time = 0;
        int shift = 0;
        for (int i = TimeOffset + 1; i < message.Length && shift < 63; i++, shift += 7)
        {
            time |= (ulong)(message[i] & 0x7F) << shift;
            if (message[i] >= 0x80) continue;
            value = BinaryPrimitives.ReadDoubleLittleEndian(message[1..]);
            timeMs = (long)time;
            return i == message.Length - 1;
        }

        return false;
    }

    /// <summary>Reads any form. False where it is broken.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out double value, out long timeMs, out long startMs)
    {
        value = 0;
        timeMs = 0;
        startMs = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ValueTag) value = fields.ReadDouble();
            else if (tag == TimeTag) timeMs = (long)fields.ReadVarint();
            else if (tag == StartTag) startMs = (long)fields.ReadVarint();
            else fields.Skip(tag);
        }

        return !fields.IsBroken;
    }
}
