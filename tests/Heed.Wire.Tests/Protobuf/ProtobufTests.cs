using Heed.Wire.Protobuf;

namespace Heed.Wire.Tests.Protobuf;

public sealed class ProtobufTests
{
    [Theory]
    [InlineData(0UL, new byte[] { 0 })]
    [InlineData(127UL, new byte[] { 127 })]
    [InlineData(150UL, new byte[] { 0x96, 0x01 })]
    [InlineData(ulong.MaxValue, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    public void A_varint_has_the_bytes_of_the_specification(ulong value, byte[] bytes)
    {
        ProtobufWriter writer = new(1);
        writer.WriteVarint(value);
        ProtobufReader reader = new(bytes);

        Assert.Equal(bytes, writer.Written.ToArray());
        Assert.Equal(bytes.Length, ProtobufWriter.VarintBytes(value));
        Assert.Equal(value, reader.ReadVarint());
        Assert.True(reader.IsAtEnd);
        Assert.False(reader.IsBroken);
    }

    [Theory]
    [InlineData(0, 0UL)]
    [InlineData(-1, 1UL)]
    [InlineData(1, 2UL)]
    [InlineData(int.MinValue, 0xFFFFFFFFUL)]
    [InlineData(long.MaxValue, 0xFFFFFFFFFFFFFFFEUL)]
    [InlineData(long.MinValue, 0xFFFFFFFFFFFFFFFFUL)]
    public void Zigzag_keeps_small_numbers_of_both_signs_small(long value, ulong encoded)
    {
        ProtobufWriter writer = new();
        writer.WriteZigZag(3, value);
        ProtobufReader reader = new(writer.Written);

        Assert.Equal(encoded, ProtobufWriter.ZigZag(value));
        Assert.True(reader.TryReadTag(out uint tag));
        Assert.Equal(ProtobufReader.Tag(3, WireType.Varint), tag);
        Assert.Equal(value, reader.ReadZigZag());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(20_000)]
    [InlineData(3_000_000)]
    public void Messages_inside_messages_get_their_lengths(int size)
    {
        ProtobufWriter writer = new(1);
        int outer = writer.Begin(1);
        writer.WriteText(1, "é");
        int inner = writer.Begin(2);
        writer.WriteBytes(3, new byte[size]);
        writer.End(inner);
        writer.WriteDouble(4, -0.5);
        writer.End(outer);

        ProtobufReader reader = new(writer.Written);
        Assert.True(reader.TryReadTag(out _));
        ProtobufReader read = new(reader.ReadBytes());
        Assert.True(reader.IsAtEnd);
        Assert.True(read.TryReadTag(out uint text));
        Assert.Equal("é"u8.ToArray(), read.ReadBytes().ToArray());
        Assert.True(read.TryReadTag(out uint tag));
        Assert.Equal(ProtobufReader.Tag(2, WireType.Bytes), tag);
        ProtobufReader deepest = new(read.ReadBytes());
        Assert.True(deepest.TryReadTag(out _));
        Assert.Equal(size, deepest.ReadBytes().Length);
        Assert.True(read.TryReadTag(out _));
        Assert.Equal(-0.5, read.ReadDouble());
        Assert.False(read.TryReadTag(out _));
        Assert.False(read.IsBroken);
        Assert.Equal(ProtobufReader.Tag(1, WireType.Bytes), text);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0x0A, 0x02, 0x00 })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x09, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x0D, 0, 0, 0 })]
    [InlineData(new byte[] { 0x0B, 0x0C })]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 })]
    [InlineData(new byte[] { 0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00 })]
    public void What_is_cut_or_impossible_breaks_the_reader_and_ends_its_loop(byte[] message)
    {
        ProtobufReader reader = new(message);
        int fields = 0;
        while (reader.TryReadTag(out uint tag))
        {
            reader.Skip(tag);
            fields++;
        }

        Assert.True(reader.IsBroken);
        Assert.True(fields <= 1);
        Assert.Equal(0UL, reader.ReadVarint());
        Assert.Equal(0, reader.ReadBytes().Length);
        Assert.Equal(0.0, reader.ReadDouble());
    }

    [Fact]
    public void Unknown_fields_of_every_type_are_passed_over()
    {
        ProtobufWriter writer = new();
        writer.WriteInt64(1, -1);
        writer.WriteDouble(2, 1);
        writer.WriteBytes(3, [1, 2, 3]);
        writer.WriteRaw([(4 << 3) | 5, 1, 2, 3, 4]);
        writer.WriteVarint(500, 7);
        ProtobufReader reader = new(writer.Written);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(reader.TryReadTag(out uint skipped));
            reader.Skip(skipped);
        }

        Assert.True(reader.TryReadTag(out uint tag));
        Assert.Equal(500, ProtobufReader.FieldOf(tag));
        Assert.Equal(7UL, reader.ReadVarint());
        Assert.False(reader.IsBroken);
    }
}
