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
