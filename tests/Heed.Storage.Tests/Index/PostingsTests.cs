using System.Buffers;
using System.Text;

using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class PostingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lists_with_runs_and_gaps_come_back(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 300; round++)
        {
            int share = random.Next(1, 100);
            int[] list = [.. Enumerable.Range(0, random.Next(1, 700)).Where(_ => random.Next(100) < share)];
            ArrayBufferWriter<byte> bytes = new();
            PostingsCode.Write(list, bytes);
            SlotUnion read = new();
            PostingsCode.Read(new IndexBytes(bytes.WrittenSpan, 0), 700, read);
            Assert.Equal(list, read.ToAscending(700).ToArray());
        }
    }

    [Fact]
    public void A_run_of_a_million_takes_a_few_bytes()
    {
        ArrayBufferWriter<byte> bytes = new();
        PostingsCode.Write(Postings.UpTo(1_000_000), bytes);
        Assert.InRange(bytes.WrittenCount, 1, 5);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_union_is_ascending_whether_it_is_sparse_or_dense(int bound)
    {
        Random random = new(3);
        int[] members = [.. Enumerable.Range(0, 2_000).Select(_ => random.Next(bound * 2)).Distinct()];
        SlotUnion union = new();
        foreach (int[] part in members.Chunk(7)) union.Add(part.Order().ToArray());
        foreach (int member in Enumerable.Range(bound * 2, 3)) union.Add(member);

        Assert.Equal(members.Where(m => m < bound).Order(), union.ToAscending(bound).ToArray());
    }

    [Fact]
    public void Utf8_orders_as_strings_do()
    {
        string[] characters = ["", "a", "b", "\u007f", "é", "\u07ff", "\u0800", "日", "\ud7ff", "\ue000", "\uffff", "\uFFFD", "\U00010000", "😀", "\U0010FFFF"];
        string[] texts = [.. characters.SelectMany(_ => characters, (a, b) => a + b)];
        foreach (string left in texts)
        {
            foreach (string right in texts)
            {
                int order = Utf8Order.Compare(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(string.CompareOrdinal(left, right)), Math.Sign(order));
            }
        }
    }
}
