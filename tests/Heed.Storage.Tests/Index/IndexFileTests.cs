using System.Buffers;

using Heed.Model.Labels;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class IndexFileTests
{
    private static readonly string[] Words = ["", "x", "y", "xy", "x.y", "prod-1", "line\nbreak", "ä|b", "\"q\"", "\\", "日本", "😀", "\uFFFD"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_series_are_found_as_by_testing_each(int seed)
    {
        Random random = new(seed);
        LabelSet[] ordered = [.. Enumerable.Range(0, 500).Select(_ => Random(random)).Distinct().Order()];
        IndexReader reader = Read(ordered);

        Assert.Equal(ordered.Length, reader.Count);
        for (int i = 0; i < ordered.Length; i++) Assert.Equal(ordered[i], reader.LabelsAt(i));
        foreach (MatchOperator op in Enum.GetValues<MatchOperator>())
        {
            foreach (string value in (string[])[.. Words.Select(System.Text.RegularExpressions.Regex.Escape), "x|y", "x.*", ".+", "[xp].*", "😀|日本"])
            {
                LabelMatcher one = StoreReading.Matcher("a", op, value);
                LabelMatcher two = StoreReading.Matcher("b", MatchOperator.NotEqual, "x");
                int[] expected = [.. Enumerable.Range(0, ordered.Length).Where(i => one.Matches(ordered[i]) && two.Matches(ordered[i]))];
                Assert.Equal(expected, reader.Find([one, two], CancellationToken.None));
            }
        }
    }

    [Fact]
    public void Names_and_values_are_those_of_the_series()
    {
        IndexReader reader = Read([.. new[] { LabelSet.Of(("a", "2"), ("b", "x")), LabelSet.Of(("a", "1")), LabelSet.Of(("a", "é")) }.Order()]);

        Assert.Equal(["a", "b"], reader.Names());
        Assert.Equal(["1", "2", "é"], reader.Values("a"));
        Assert.Empty(reader.Values("c"));
        Assert.Equal([0, 1, 2], reader.Find([], CancellationToken.None));
    }

    [Fact]
    public void Ten_thousand_odd_values_come_back_exactly()
    {
        Random random = new(7);
        LabelSet[] ordered = [.. Enumerable.Range(0, 10_000)
            .Select(i => LabelSet.Of(("a", string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Words[random.Next(Words.Length)])) + i))).Order()];
        IndexReader reader = Read(ordered);
        for (int i = 0; i < ordered.Length; i++)
        {
            Assert.Equal(ordered[i], reader.LabelsAt(i));
            Assert.Equal([i], reader.Find([StoreReading.Matcher("a", MatchOperator.Equal, ordered[i].Get("a"))], CancellationToken.None));
        }
    }

    [Fact]
    public void Other_bytes_are_refused_with_what_was_found()
    {
        Assert.Null(IndexReader.Open(new byte[3], out string? problem));
        Assert.Equal("expected an index of at least 12 bytes, found 3", problem);
        Assert.Null(IndexReader.Open(Enumerable.Repeat((byte)9, 40).ToArray(), out problem));
        Assert.Equal("expected an index of version 1, found 9", problem);
    }

    private static IndexReader Read(LabelSet[] ordered)
    {
        ArrayBufferWriter<byte> bytes = new();
        bytes.Write("before"u8);
        IndexFile.Write(ordered, bytes);
        IndexReader? reader = IndexReader.Open(bytes.WrittenMemory["before"u8.Length..], out string? problem);
        Assert.Null(problem);
        return reader!;
    }

    private static LabelSet Random(Random random) => LabelSet.Of(
        ("a", Words[random.Next(Words.Length)]), ("b", Words[random.Next(Words.Length)]), ("n", $"{random.Next(40)}"));
}
