using System.Text;

using Heed.Alerting.State;
using Heed.Model.Labels;
using Heed.Server.Journal;

namespace Heed.Server.Tests.Journal;

public sealed class JournalBlockTests
{
    /// <summary>The bytes of <c>docs/formats/alert-journal.md</c>.</summary>
    [Fact]
    public void A_block_is_as_it_is_drawn()
    {
        JournalSubject subject = new(5, LabelSet.Of(("alertname", "A")), 1000);
        JournalRow[] rows =
        [
            new(5, 1000, "routed", JournalBody.Empty),
            new(3, 1010, "sent", new JournalBody { Receipt = "ok", Attempts = 2 }),
            new(5, 1020, "held", new JournalBody { Receiver = "A", Value = 1 }),
        ];
        JournalBlock block = JournalBlock.Write([subject], rows, new PageWriter());

        string expected =
            "01"
            + "0300000000000000" + "00" + "01" + "E40F" + Text("sent") + "8009" + Text("ok") + "02"
            + "0500000000000000" + "01" + "01" + Text("alertname") + Text("A") + "D00F" + "02"
            + "D00F" + Text("routed") + "00"
            + "28" + Text("held") + "8104" + "04" + "000000000000F03F";
        Assert.Equal(expected, Convert.ToHexString(block.Body));
        Assert.Equal("03000000000000000500000000000000", Convert.ToHexString(block.Keys));
        Assert.Equal((1000, 1020, 3), (block.FromMs, block.ToMs, block.Rows));
        Assert.True(JournalBlock.Has(block.Names, JournalBlock.NameKey("A")));
        Assert.False(JournalBlock.Has(block.Keys, 4));
    }

    /// <summary>Beside the slow, obvious way: reading everything and writing it anew.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(40, 60)]
    public void A_merge_gives_the_bytes_of_everything_written_at_once(int seed, int blocks)
    {
        Random random = new(seed);
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        List<byte[]> keys = [];
        List<byte[]> names = [];
        BlockMerge merge = new();
        for (int i = 0; i < blocks; i++)
        {
            JournalSubject[] begun = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomSubject(random))];
            JournalRow[] said = [.. Enumerable.Range(0, random.Next(30)).Select(_ => RandomRow(random, i))];
            JournalBlock block = JournalBlock.Write(begun, said, new PageWriter());
            merge.Add(block.Body);
            keys.Add(block.Keys);
            names.Add(block.Names);
            JournalBlock.Read(block.Body, subjects, rows);
        }

        JournalBlock expected = JournalBlock.Write(subjects, rows, new PageWriter());
        Assert.Equal(Convert.ToHexString(expected.Body), Convert.ToHexString(merge.Take()));
        Assert.Equal(Convert.ToHexString(expected.Keys), Convert.ToHexString(BlockMerge.Union(keys)));
        Assert.Equal(Convert.ToHexString(expected.Names), Convert.ToHexString(BlockMerge.Union(names)));
    }

    [Fact]
    public void A_damaged_body_is_not_merged()
    {
        byte[] body = JournalBlock.Write([], [new JournalRow(1, 5, "held", new JournalBody { Text = "a", Group = "a" })], new PageWriter()).Body;
        Assert.Throws<InvalidDataException>(() => new BlockMerge().Add([.. body[..^1]]));
        Assert.Throws<InvalidDataException>(() => new BlockMerge().Add([.. body[..^1], 99]));
        Assert.Throws<InvalidDataException>(() => new BlockMerge().Add([2]));
    }

    private static JournalSubject RandomSubject(Random random)
    {
        ulong key = (ulong)random.Next(20);
        return new JournalSubject(key, LabelSet.Of(("alertname", $"A{key % 3}"), ("feature", $"f{key}"), ("ü", "😀")), random.Next(100_000));
    }

    private static JournalRow RandomRow(Random random, int block)
    {
        JournalBody body = new()
        {
            Receiver = random.Next(2) == 0 ? "hook" : null,
            Reason = random.Next(3) == 0 ? "Silenced" : null,
            Text = random.Next(3) == 0 ? "" : null,
            Incident = random.Next(2) == 0 ? $"i{random.Next(5)}" : null,
            Receipt = random.Next(4) == 0 ? new string('x', random.Next(300)) : null,
            Value = random.Next(4) == 0 ? random.NextDouble() : null,
            Attempts = random.Next(4) == 0 ? random.Next(300) : null,
        };
        return new JournalRow((ulong)random.Next(20), (block * 1000) - random.Next(2000), random.Next(2) == 0 ? "routed" : "held", body);
    }

    [Fact]
    public void Every_field_of_a_line_comes_back()
    {
        JournalBody body = new()
        {
            Receiver = "r",
            Integration = "webhook[0]",
            Reason = "Silenced",
            Text = "ü",
            Group = "{}",
            Notification = "n",
            Incident = "i",
            Value = double.NaN,
            Attempts = 0,
            Receipt = "",
            Error = "e",
        };
        JournalRow row = new(ulong.MaxValue, -5, "failed", body);
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        JournalBlock.Read(JournalBlock.Write([], [row], new PageWriter()).Body, subjects, rows);

        Assert.Empty(subjects);
        Assert.Equal([row], rows);
    }

    private static string Text(string text) => "00" + text.Length.ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
