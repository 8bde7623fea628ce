using FsCheck;
using FsCheck.Fluent;

using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Tests.Chunks;

public sealed class ChunkTests
{
    private static readonly ulong[] OddBits =
    [
        0, 1, 0x8000000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF0000000000002, 0x7FF8000000000000,
        0xFFF8000000000001, 0x7FEFFFFFFFFFFFFF, 0x3FF0000000000000, ulong.MaxValue, 0x4059000000000000,
    ];

    [Theory]
    [InlineData(new long[] { 0 })]
    [InlineData(new long[] { long.MinValue, long.MaxValue })]
    [InlineData(new long[] { long.MinValue, -1, 0, 1, long.MaxValue })]
    [InlineData(new long[] { 0, 128, 255, 384, 513, 16_896, 50_000, 8_500_000, 8_500_001, 40_000_000_000 })]
    [InlineData(new long[] { 1_700_000_000_000, 1_700_000_015_000, 1_700_000_030_001, 1_700_000_044_999 })]
    public void Times_of_every_width_come_back(long[] times)
    {
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
        Prop.ForAll<long[], long[]>((steps, bits) =>
        {
            int count = Math.Min(Math.Min(steps.Length, bits.Length), Chunk.MaxSamples);
            (long[] times, ulong[] values) = Ascending(steps.AsSpan(0, count), bits);
            AssertRoundTrip(times, values);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260101, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_mixtures_come_back_and_every_range_is_the_lists_own(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 300; round++)
        {
            int count = random.Next(1, Chunk.MaxSamples + 1);
            long[] times = new long[count];
            ulong[] bits = new ulong[count];
            long time = random.NextInt64(-1L << 40, 1L << 40);
            for (int i = 0; i < count; i++)
            {
                time += random.Next(4) == 0 ? random.NextInt64(1, 1L << random.Next(1, 45)) : 15_000;
                times[i] = time;
                bits[i] = random.Next(3) switch
                {
                    0 => i > 0 ? bits[i - 1] : 0,
                    1 => OddBits[random.Next(OddBits.Length)],
                    _ => BitConverter.DoubleToUInt64Bits(random.Next(1000) / 8.0),
                };
            }

            AssertRoundTrip(times, bits);
            AssertRanges(times, bits, random);
        }
    }

    [Fact]
    public void A_constant_gauge_at_a_constant_interval_costs_two_bits_a_sample()
    {
        ChunkEncoder encoder = new();
        for (int i = 0; i < Chunk.MaxSamples; i++) encoder.Append(1_700_000_000_000 + (15_000L * i), 0.25);

        // 8 bytes of the first value, 19 bits of the second sample, two bits for each of the other 118.
        Assert.Equal((64 + 19 + (118 * 2) + 7) / 8, encoder.ToChunk().Data.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_repeated_sample_leaves_the_bytes_of_appends(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 500; round++)
        {
            ChunkEncoder repeated = new();
            ChunkEncoder appended = new();
            long time = random.NextInt64(-1L << 40, 1L << 40);
            while (appended.Count < Chunk.MaxSamples)
            {
                double value = BitConverter.UInt64BitsToDouble(random.Next(3) == 0 ? OddBits[random.Next(OddBits.Length)] : (ulong)random.NextInt64());
                long step = random.Next(3) == 0 ? random.NextInt64(1, 1L << 30) : 15_000;
                int again = random.Next(Chunk.MaxSamples - appended.Count);
                repeated.Append(time += step, value);
                repeated.Repeat(step, again);
                appended.Append(time, value);
                for (int i = 0; i < again; i++) appended.Append(time += step, value);
                Assert.Equal(appended.ToChunk().Data, repeated.ToChunk().Data);
                Assert.Equal(appended.LastTimeMs, repeated.LastTimeMs);
                Assert.Equal(appended.Count, repeated.Count);
            }
        }
    }

    [Fact]
    public void Damaged_bits_never_throw()
    {
        Random random = new(7);
        byte[] data = new byte[200];
        Span<long> times = stackalloc long[Chunk.MaxSamples];
        Span<double> values = stackalloc double[Chunk.MaxSamples];
        for (int round = 0; round < 2_000; round++)
        {
            random.NextBytes(data);
            ChunkDecoder.Decode(data.AsSpan(0, random.Next(data.Length)), 0, times, values);
        }
    }

    private static (long[] Times, ulong[] Values) Ascending(ReadOnlySpan<long> steps, long[] bits)
    {
        long[] times = new long[steps.Length];
        ulong[] values = new ulong[steps.Length];
        long time = -5_000;
        for (int i = 0; i < steps.Length; i++)
        {
            time += 1 + (Math.Abs(steps[i] % int.MaxValue) * (i % 7 == 3 ? 1_000_000 : 1));
            times[i] = time;
            values[i] = (ulong)bits[i] << (i % 40);
        }

        return (times, values);
    }

    private static void AssertRoundTrip(long[] times, ulong[] bits)
    {
        if (times.Length == 0) return;
        ChunkEncoder encoder = new();
        for (int i = 0; i < times.Length; i++) encoder.Append(times[i], BitConverter.UInt64BitsToDouble(bits[i]));
        SampleBuffer buffer = new(1);
        encoder.ToChunk().Read(long.MinValue, long.MaxValue, buffer);
        Assert.Equal(times, buffer.TimesMs.ToArray());
        Assert.Equal(bits, Bits(buffer));
    }

    private static void AssertRanges(long[] times, ulong[] bits, Random random)
    {
        ChunkEncoder encoder = new();
        for (int i = 0; i < times.Length; i++) encoder.Append(times[i], BitConverter.UInt64BitsToDouble(bits[i]));
        Chunk chunk = encoder.ToChunk();
        for (int i = 0; i < 5; i++)
        {
            long from = times[random.Next(times.Length)] + random.Next(-1, 2);
            long to = times[random.Next(times.Length)] + random.Next(-1, 2);
            SampleBuffer buffer = new();
            chunk.Read(from, to, buffer);
            Assert.Equal(times.Where(t => t >= from && t <= to), buffer.TimesMs.ToArray());
            Assert.Equal(bits.Where((_, at) => times[at] >= from && times[at] <= to), Bits(buffer));
        }
    }

    private static ulong[] Bits(SampleBuffer buffer) => [.. buffer.Values.ToArray().Select(BitConverter.DoubleToUInt64Bits)];
}
