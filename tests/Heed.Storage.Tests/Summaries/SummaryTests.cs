using System.Buffers;

using Heed.Model.Samples;
using Heed.Storage.Summaries;
using Heed.Storage.Tests.Chunks;

namespace Heed.Storage.Tests.Summaries;

public sealed class SummaryTests
{
    public static TheoryData<string> Shapes => [.. SampleShapes.Names];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Spans_and_days_come_back_bit_by_bit(string shape)
    {
        Random random = new(7);
        for (int round = 0; round < 8; round++)
        {
            (long[] times, double[] values) = SampleShapes.Make(shape, shape == "mixture" ? 12 : random.Next(1, 12_000), random);
            byte[] data = Encode(times, values);
            AssertLevel(SummaryLevel.Span, data, times, values);
            AssertLevel(SummaryLevel.Day, data, times, values);
        }
    }

    [Fact]
    public void Stretches_without_samples_are_empty_on_every_side()
    {
        long hour = SummaryGrid.SpanMs / 2;
        byte[] data = Encode([hour, 5 * hour], [1, 2]);
        SampleSummary[] spans = Fill(6);
        SummaryReader.Read(data, SummaryLevel.Span, -1, spans);
        Assert.Equal([0, 1, 0, 1, 0, 0], spans.Select(s => s.Count));
        Assert.Equal(2, spans[3].First);
    }

    [Fact]
    public void A_block_without_float_samples_says_so()
    {
        SampleSummary[] spans = Fill(2);
        SummaryReader.Read(Encode([1], [StaleMarker.Value]), SummaryLevel.Span, 0, spans);
        Assert.Equal([0, 0], spans.Select(s => s.Count));
    }

    [Fact]
    public void A_day_of_few_spans_is_not_stored()
    {
        SampleSummary[] days = Fill(1);
        SummaryReader.Read(Encode([0, SummaryGrid.SpanMs, 2 * SummaryGrid.SpanMs], [1, 2, 3]), SummaryLevel.Day, 0, days);
        Assert.False(days[0].IsKnown);
    }

    [Fact]
    public void Damage_never_throws()
    {
        Random random = new(9);
        (long[] times, double[] values) = SampleShapes.Make("resets", 20_000, random);
        byte[] data = Encode(times, values);
        long first = SummaryGrid.IndexOf(SummaryLevel.Span, times[0]);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] damaged = data[..random.Next(data.Length + 1)];
            for (int flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(Math.Min(damaged.Length, flips % 2 == 0 ? 30 : int.MaxValue))] = (byte)random.Next(256);
            }

            SampleSummary[] spans = Fill(40);
            SummaryReader.Read(damaged, SummaryLevel.Span, first, spans);
            SummaryReader.Read(damaged, SummaryLevel.Day, first / SummaryGrid.SpansPerDay, spans.AsSpan(0, 4));
        }
    }

    [Theory]
    [InlineData("counter", 0.075)]
    [InlineData("constant", 0.035)]
    public void Summaries_take_little_of_what_samples_take(string shape, double most)
    {
        (long[] times, double[] values) = SampleShapes.Make(shape, 20_000, new Random(2));
        Assert.InRange(Encode(times, values).Length / (double)times.Length, 0, most);
    }

    private static byte[] Encode(long[] times, double[] values)
    {
        ArrayBufferWriter<byte> target = new();
        SummaryEncoder.Encode(times, values, target);
        return target.WrittenSpan.ToArray();
    }

    private static SampleSummary[] Fill(int count) => [.. Enumerable.Repeat(SampleSummary.Unknown, count)];

    /// <summary>Against summaries that are made of the samples by filtering: slow and obvious.</summary>
    private static void AssertLevel(SummaryLevel level, byte[] data, long[] times, double[] values)
    {
        foreach (long index in times.Select(t => SummaryGrid.IndexOf(level, t)).Distinct())
        {
            SampleSummary[] read = Fill(1);
            SummaryReader.Read(data, level, index, read);
            SampleSummary expected = SampleSummary.Empty;
            int spans = 0;
            long perStretch = SummaryGrid.LengthMs(level) / SummaryGrid.SpanMs;
            for (long span = index * perStretch; span < (index + 1) * perStretch; span++)
            {
                int[] inside = [.. Enumerable.Range(0, times.Length).Where(i =>
                    SummaryGrid.IndexOf(SummaryLevel.Span, times[i]) == span && !StaleMarker.IsStale(values[i]))];
                if (inside.Length == 0) continue;
                spans++;
                expected = expected.Then(SampleSummary.Of([.. inside.Select(i => times[i])], [.. inside.Select(i => values[i])]));
            }

            if (level == SummaryLevel.Day && spans is > 0 and < 4) expected = SampleSummary.Unknown;
            Assert.Equal(Bits(expected), Bits(read[0]));
        }
    }

    private static string Bits(SampleSummary s) => string.Join(' ', (IEnumerable<long>)[
        s.Count, s.FirstTimeMs, s.LastTimeMs, s.Resets, s.Changes,
        .. new[] { s.First, s.Last, s.Sum, s.Carry, s.Min, s.Max, s.Lost, s.Deviations }.Select(BitConverter.DoubleToInt64Bits)]);
}
