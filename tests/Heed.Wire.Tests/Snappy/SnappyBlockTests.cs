using System.Globalization;
using System.Text;

using Heed.Wire.Snappy;

namespace Heed.Wire.Tests.Snappy;

/// <summary>IronSnappy, which others have tested against Google's, is the twin.</summary>
public sealed class SnappyBlockTests
{
    [Theory]
    [MemberData(nameof(Contents))]
    public void Content_comes_back_from_both_decoders(string name, byte[] content)
    {
        byte[] block = SnappyBlock.Encode(content);

        Assert.NotNull(name);
        Assert.Equal(content, Decode(block));
        Assert.Equal(content, IronSnappy.Snappy.Decode(block));
        if (content.Length > 0) Assert.Equal(content, Decode(IronSnappy.Snappy.Encode(content)));
        Assert.True(block.Length <= SnappyBlock.MaxBlockBytes(content.Length));
    }

    [Fact]
    public void Repetition_is_compressed_as_well_as_the_twin_does()
    {
        byte[] content = Metrics(2000);

        Assert.InRange(SnappyBlock.Encode(content).Length, 1, IronSnappy.Snappy.Encode(content).Length * 1.05);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x08, 0xFE, 0x01, 0x00 })]
    public void A_length_that_is_broken_or_beyond_what_the_bytes_can_hold_is_refused(byte[] block) =>
        Assert.False(SnappyBlock.TryReadLength(block, out _));

    [Theory]
    [InlineData(new byte[] { 4, 0x00 })]
    [InlineData(new byte[] { 4, 0x0C, 1, 2, 3 })]
    [InlineData(new byte[] { 4, 0x00, 1, 0x15, 0x02 })]
    [InlineData(new byte[] { 4, 0x00, 1, 0x0E, 0x00, 0x00 })]
    [InlineData(new byte[] { 4, 0x00, 1, 0x0E, 0x01 })]
    [InlineData(new byte[] { 4, 0x00, 1, 0x12, 0x01, 0x00 })]
    [InlineData(new byte[] { 4, 0x00, 1, 0x0B, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 4, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 4, 0xF0 })]
    [InlineData(new byte[] { 3, 0x00, 1 })]
    public void A_damaged_block_is_refused(byte[] block)
    {
        Assert.True(SnappyBlock.TryReadLength(block, out int length));
        Assert.False(SnappyBlock.TryDecode(block, new byte[length]));
    }

    [Theory]
    [InlineData(new byte[] { 5, 0x00, 7, 0x0E, 0x01, 0x00 }, new byte[] { 7, 7, 7, 7, 7 })]
    [InlineData(new byte[] { 6, 0x04, 1, 2, 0x01, 0x02 }, new byte[] { 1, 2, 1, 2, 1, 2 })]
    [InlineData(new byte[] { 6, 0x04, 1, 2, 0x0F, 0x02, 0, 0, 0 }, new byte[] { 1, 2, 1, 2, 1, 2 })]
    public void A_copy_may_reach_into_what_it_writes(byte[] block, byte[] content) => Assert.Equal(content, Decode(block));

    /// <summary>Room behind the content must stay as it is, whatever the damage.</summary>
    [Fact]
    public void Damage_never_throws_and_never_writes_outside()
    {
        Random random = new(20261121);
        byte[] sound = SnappyBlock.Encode(Metrics(40));
        for (int round = 0; round < 20_000; round++)
        {
            byte[] block = [.. sound.AsSpan(0, random.Next(8) == 0 ? random.Next(sound.Length) : sound.Length)];
            for (int flips = random.Next(1, 4); flips > 0 && block.Length > 2; flips--) block[random.Next(2, block.Length)] = (byte)random.Next(256);
            if (!SnappyBlock.TryReadLength(block, out int length) || length > 1 << 20) continue;
            byte[] room = new byte[length + 64];
            room.AsSpan(length).Fill(0xA5);
            SnappyBlock.TryDecode(block, room.AsSpan(0, length));
            Assert.False(room.AsSpan(length).ContainsAnyExcept((byte)0xA5));
        }
    }

    /// <summary>Prints the time of decoding alone. In Release: <c>-- --explicit only --filter-class *SnappyBlockTests</c>.</summary>
    [Fact(Explicit = true)]
    public void Decoding_beside_the_twin()
    {
        byte[] content = Metrics(10_000);
        byte[] block = SnappyBlock.Encode(content);
        byte[] target = new byte[content.Length];
        Print("decode, bytes/ns", content.Length / Nanoseconds(() => SnappyBlock.TryDecode(block, target)));
        Print("IronSnappy decode, bytes/ns", content.Length / Nanoseconds(() => IronSnappy.Snappy.Decode(block)));
        Print("encode, bytes/ns", content.Length / Nanoseconds(() => SnappyBlock.Encode(content)));
        Print("IronSnappy encode, bytes/ns", content.Length / Nanoseconds(() => IronSnappy.Snappy.Encode(content)));
        Print("ratio", (double)content.Length / block.Length);
        Assert.Equal(content, target);
    }

    public static TheoryData<string, byte[]> Contents()
    {
        Random random = new(7);
        byte[] noise = new byte[200_000];
        random.NextBytes(noise);
        byte[] few = [.. noise.Select(b => (byte)(b & 3))];
        TheoryData<string, byte[]> contents = new()
        {
            { "nothing", [] }, { "one byte", [9] }, { "zeros", new byte[300_000] }, { "noise", noise }, { "four letters", few }, { "metrics", Metrics(3000) },
        };
        for (int length = 1; length < 150; length += 7) contents.Add($"{length} bytes", few[..length]);
        foreach (int period in (int[])[1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 2047, 2048, 70_000])
        {
            contents.Add($"period {period}", [.. Enumerable.Range(0, 150_000).Select(i => noise[i % period])]);
        }

        return contents;
    }

    private static byte[] Metrics(int lines)
    {
        StringBuilder text = new();
        Random random = new(1);
        for (int i = 0; i < lines; i++) text.Append(CultureInfo.InvariantCulture, $"http_requests_total{{job=\"api\",instance=\"10.0.0.{i % 97}:9090\",code=\"200\"}} {random.Next()}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Decode(byte[] block)
    {
        Assert.True(SnappyBlock.TryReadLength(block, out int length));
        byte[] content = new byte[length];
        Assert.True(SnappyBlock.TryDecode(block, content));
        return content;
    }

    private static double Nanoseconds(Action action)
    {
        double best = double.MaxValue;
        for (int round = 0; round < 200; round++)
        {
            long start = TimeProvider.System.GetTimestamp();
            action();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    private static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.###}"));
}
