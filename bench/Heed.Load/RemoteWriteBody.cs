using System.Buffers.Binary;
using System.Text;

using IronSnappy;

namespace Heed.Load;

/// <summary>A remote-write 1.0 request: series with one sample each. The labels of a series are encoded once and used again.</summary>
internal sealed class RemoteWriteBody
{
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    public int Samples { get; private set; }

    /// <summary>A series' labels as the message has them.</summary>
    public static byte[] EncodeLabels((string Name, string Value)[] labels)
    {
        RemoteWriteBody body = new();
        foreach ((string name, string value) in labels)
        {
            byte[] nameBytes = Encoding.UTF8.GetBytes(name);
            byte[] valueBytes = Encoding.UTF8.GetBytes(value);
            body.Tag(1, 2);
            body.Varint((ulong)(FieldBytes(nameBytes) + FieldBytes(valueBytes)));
            body.Field(1, nameBytes);
            body.Field(2, valueBytes);
        }

        return body._bytes[..body._length];
    }

    public void Clear()
    {
        _length = 0;
        Samples = 0;
    }

    public void Add(byte[] labels, double value, long timeMs)
    {
        int sampleBytes = 1 + 8 + 1 + VarintBytes((ulong)timeMs);
        Tag(1, 2);
        Varint((ulong)(labels.Length + 1 + VarintBytes((ulong)sampleBytes) + sampleBytes));
        labels.CopyTo(Room(labels.Length));
        Tag(2, 2);
        Varint((ulong)sampleBytes);
        Tag(1, 1);
        BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);
        Tag(2, 0);
        Varint((ulong)timeMs);
        Samples++;
    }

    public byte[] Compress() => Snappy.Encode(_bytes.AsSpan(0, _length));

    private static int FieldBytes(byte[] content) => 1 + VarintBytes((ulong)content.Length) + content.Length;

    private static int VarintBytes(ulong value)
    {
        int bytes = 1;
        for (; value >= 0x80; value >>= 7) bytes++;
        return bytes;
    }

    private void Field(int number, byte[] content)
    {
        Tag(number, 2);
        Varint((ulong)content.Length);
        content.CopyTo(Room(content.Length));
    }

    private void Tag(int number, int wireType) => Room(1)[0] = (byte)((number << 3) | wireType);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Room(1)[0] = (byte)(value | 0x80);
        Room(1)[0] = (byte)value;
    }

    private Span<byte> Room(int bytes)
    {
        if (_length + bytes > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        _length += bytes;
        return _bytes.AsSpan(_length - bytes, bytes);
    }
}
