using System.Buffers;

using Heed.Model.Labels;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class IndexDamageTests
{
    private static readonly LabelMatcher[] Matchers =
    [
        LabelMatcher.Equal("a", "value-7"),
        StoreReading.Matcher("a", MatchOperator.Regex, "value-1.*"),
        StoreReading.Matcher("a", MatchOperator.NotRegex, "value-2.*"),
        StoreReading.Matcher("b", MatchOperator.NotEqual, "1"),
    ];

    /// <summary>The checksum finds damage as a rule; whatever comes behind it may be refused, and may do nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_flipped_bit_gives_an_answer_or_a_refusal(int seed)
    {
        Random random = new(seed);
        byte[] bytes = Written();
        int refused = 0;
        for (int round = 0; round < 3_000; round++)
        {
            byte[] damaged = [.. bytes];
            for (int flips = random.Next(1, 4); flips > 0; flips--) damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            refused += IsRefused(damaged) ? 1 : 0;
        }

        Assert.InRange(refused, 300, 2_999);
    }

    [Fact]
    public void A_shortened_index_is_refused()
    {
        byte[] bytes = Written();
        for (int length = 0; length < bytes.Length; length++) Assert.True(IsRefused(bytes[..length]), $"{length} of {bytes.Length} bytes");
        Assert.False(IsRefused(bytes));
    }

    private static bool IsRefused(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool refused = false;
        try
        {
            IndexReader? reader = IndexReader.Open(bytes, out string? problem);
            Assert.Equal(reader is null, problem is not null);
            if (reader is null) return true;
            foreach (string name in reader.Names()) reader.Values(name);
            foreach (LabelMatcher matcher in Matchers) reader.Find([matcher], CancellationToken.None);
            for (int i = 0; i < reader.Count; i++) reader.LabelsAt(i);
        }
        catch (InvalidDataException)
        {
            refused = true;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        return refused;
    }

    private static byte[] Written()
    {
        ArrayBufferWriter<byte> bytes = new();
        LabelSet[] series = [.. Enumerable.Range(0, 60).Select(i => LabelSet.Of(("a", $"value-{i}"), ("b", $"{i % 3}"), ("c", "x")))];
        IndexFile.Write([.. series.Order()], bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
