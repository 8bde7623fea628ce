using System.Buffers;

using FsCheck;
using FsCheck.Fluent;

using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Tests.Chunks;

public sealed class SealedChunkTests
{
    private static readonly ulong[] OddBits =
    [
        0, 1, 0x8000000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF0000000000002, 0x7FF8000000000000,
        0xFFF8000000000001, 0x7FEFFFFFFFFFFFFF, 0x3FF0000000000000, ulong.MaxValue, 0x4059000000000000,
    ];

    public static TheoryData<string> Shapes => [.. SampleShapes.Names];

    [Theory]
    [InlineData(new long[] { 0 })]
    [InlineData(new long[] { long.MinValue, long.MaxValue })]
    [InlineData(new long[] { long.MinValue, -1, 0, 1, long.MaxValue })]
    [InlineData(new long[] { 0, 128, 255, 384, 513, 16_896, 50_000, 8_500_000, 8_500_001, 40_000_000_000 })]
    public void Times_of_every_width_come_back(long[] times)
    {
        bool spansMore = unchecked(times[^1] - times[0]) < 0;
        if (spansMore) times = [times[0] / 2, .. times[1..^1], times[^1] / 2];
        AssertRoundTrip(times, [.. times.Select((_, i) => OddBits[i % OddBits.Length])]);
    }

    [Fact]
    public void Every_pair_of_odd_values_comes_back_bit_by_bit()
    {
        foreach (ulong first in OddBits)
        {
            foreach (ulong second in OddBits) AssertRoundTrip([5, 10, 15, 20], [first, second, first, second]);
        }
    }

    [Fact]
    public void Any_times_and_values_come_back_bit_by_bit()
    {
        Prop.ForAll<int[], long[]>((steps, bits) =>
        {
            int count = Math.Min(Math.Min(steps.Length, bits.Length), SealedChunk.MaxSamples);
            if (count == 0) return;
            long[] times = new long[count];
            for (int i = 0; i < count; i++) times[i] = (i == 0 ? -5_000 : times[i - 1]) + 1 + Math.Abs((long)steps[i]);
            AssertRoundTrip(times, [.. bits.Take(count).Select(b => (ulong)b)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260101, 3));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_of_series_comes_back_whole_and_in_every_range(string shape)
    {
        Random random = new(11);
        for (int round = 0; round < 60; round++)
        {
            int count = random.Next(1, SealedChunk.MaxSamples + 1);
            (long[] times, double[] values) = SampleShapes.Make(shape, count, random);
            byte[] data = Encode(times, values);
            Assert.True(SealedChunk.TryReadHeader(data, out SealedChunkHeader header));
            Assert.Equal((count, times[0], times[^1]), (header.Count, header.FirstTimeMs, header.LastTimeMs));
            AssertRange(data, times, values, long.MinValue, long.MaxValue);
            for (int range = 0; range < 10; range++)
            {
                long from = times[random.Next(count)] + random.Next(-1, 2);
                long to = times[random.Next(count)] + random.Next(-1, 2);
                AssertRange(data, times, values, from, to);
            }
        }
    }

    [Fact]
    public void Damage_of_any_byte_and_any_cut_never_throws_and_never_answers_more_than_a_chunk()
    {
        Random random = new(5);
        foreach (string shape in SampleShapes.Names)
        {
            (long[] times, double[] values) = SampleShapes.Make(shape, 700, random);
            byte[] data = Encode(times, values);
            SampleBuffer target = new();
            for (int round = 0; round < 400; round++)
            {
                byte[] damaged = data[..random.Next(data.Length + 1)];
                for (int flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
                {
                    damaged[random.Next(Math.Min(damaged.Length, flips % 2 == 0 ? 40 : int.MaxValue))] = (byte)random.Next(256);
                }

                target.Clear();
                SealedChunk.Decode(damaged, random.NextInt64(-1L << 41, 1L << 41), long.MaxValue, target);
                Assert.InRange(target.Count, 0, SealedChunk.MaxSamples);
            }
        }
    }

    [Fact]
    public void A_chunk_cut_short_is_no_chunk()
    {
        (long[] times, double[] values) = SampleShapes.Make("gauge", 500, new Random(3));
        byte[] data = Encode(times, values);
        for (int length = 0; length < data.Length; length++)
        {
            Assert.False(SealedChunk.Decode(data.AsSpan(0, length), long.MinValue, long.MaxValue, new SampleBuffer()));
        }
    }

    [Theory]
    [InlineData("constant", 0.05)]
    [InlineData("counter", 1.05)]
    [InlineData("rare errors", 0.25)]
    [InlineData("decimals that move seldom", 0.35)]
    [InlineData("drifting sum", 3.9)]
    [InlineData("noise", 7.2)]
    public void A_sample_takes_about_as_many_bytes_as_it_says_something_new(string shape, double most)
    {
        (long[] times, double[] values) = SampleShapes.Make(shape, SealedChunk.MaxSamples, new Random(1));
        Assert.InRange(Encode(times, values).Length / (double)SealedChunk.MaxSamples, 0, most);
    }

    [Fact]
    public void No_sample_and_too_many_are_refused()
    {
        ArrayBufferWriter<byte> target = new();
        Assert.Throws<ArgumentException>(() => SealedChunk.Encode([], [], target));
        Assert.Throws<ArgumentException>(() =>
            SealedChunk.Encode(new long[SealedChunk.MaxSamples + 1], new double[SealedChunk.MaxSamples + 1], target));
        Assert.Equal(0, target.WrittenCount);
    }

    private static byte[] Encode(long[] times, double[] values)
    {
        ArrayBufferWriter<byte> target = new();
        SealedChunk.Encode(times, values, target);
        return target.WrittenSpan.ToArray();
    }

    private static void AssertRoundTrip(long[] times, ulong[] bits)
    {
        double[] values = Array.ConvertAll(bits, BitConverter.UInt64BitsToDouble);
        AssertRange(Encode(times, values), times, values, long.MinValue, long.MaxValue);
    }

    private static void AssertRange(byte[] data, long[] times, double[] values, long from, long to)
    {
        SampleBuffer target = new();
        Assert.True(SealedChunk.Decode(data, from, to, target));
        int[] inside = [.. Enumerable.Range(0, times.Length).Where(i => times[i] >= from && times[i] <= to)];
        Assert.Equal(inside.Select(i => times[i]), target.TimesMs.ToArray());
        Assert.Equal(
            inside.Select(i => BitConverter.DoubleToUInt64Bits(values[i])), target.Values.ToArray().Select(BitConverter.DoubleToUInt64Bits));
    }
}
