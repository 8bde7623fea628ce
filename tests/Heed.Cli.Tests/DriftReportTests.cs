using System.Text;

using AngleSharp.Dom;
using AngleSharp.Html.Parser;

using Heed.Cli.Commands;
using Heed.Cli.Reports;
using Heed.Model.Records;
using Heed.Monitoring.Drift;

namespace Heed.Cli.Tests;

public sealed class DriftReportTests
{
    private const string Hostile = "<script>alert(\"x\")</script>";

    [Fact]
    public void A_hundred_features_take_less_than_a_megabyte_and_nothing_from_elsewhere()
    {
        string html = DriftHtml.Write(Report(100), null);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 100_000, 1_000_000);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_has_a_card_with_a_verdict_and_a_picture()
    {
        IDocument page = new HtmlParser().ParseDocument(DriftHtml.Write(Report(10), null));
        Assert.Equal(10, page.QuerySelectorAll("article.card").Length);
        Assert.All(page.QuerySelectorAll("article.card"), card =>
        {
            Assert.NotNull(card.QuerySelector("svg path"));
            Assert.NotEmpty(card.QuerySelector("svg")!.GetAttribute("aria-label")!);
            Assert.Contains(card.QuerySelector(".badge")!.TextContent, (string[])["drift", "quiet"]);
        });
        Assert.Contains("The data has drifted: 5 of 10 columns drift", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".ranks a"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
    }

    [Fact]
    public void Names_and_values_of_the_data_are_text_and_never_markup()
    {
        IDocument page = new HtmlParser().ParseDocument(DriftHtml.Write(Report(2), null));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Contains(page.QuerySelectorAll("h3"), h => h.TextContent == Hostile + "0");
    }

    [Fact]
    public void The_table_has_no_escapes_and_a_line_for_each_column()
    {
        StringWriter target = new();
        DriftTable.Print(DriftTable.Plain(target, 220), Report(6), null, ["id"]);
        string text = target.ToString();
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("drift: 3 of 6 columns drift", text, StringComparison.Ordinal);
        Assert.Contains("not compared: id", text, StringComparison.Ordinal);
        Assert.Equal(6, text.Split('\n').Count(l => l.Contains(Hostile[..10], StringComparison.Ordinal) || l.Contains("number 1", StringComparison.Ordinal) || l.Contains("text ", StringComparison.Ordinal)));
    }

    /// <summary>Every second column moved.</summary>
    private static DriftReport Report(int columns) =>
        DriftComparison.Compare(Table(columns, 1, 0), Table(columns, 2, 3), new DriftOptions());

    private static TableProfile Table(int columns, int seed, double shift)
    {
        string[] names = [.. Enumerable.Range(0, columns).Select(i => i == 0 ? Hostile + i : i % 3 == 1 ? $"text {i}" : $"number 1{i}")];
        TableTally tally = new(names, new TableSelection());
        Random random = new(seed);
        RawField[] fields = new RawField[columns];
        for (int row = 0; row < 500; row++)
        {
            byte[] text = Encoding.UTF8.GetBytes(random.NextDouble() + (shift / 10) > 0.6 ? "<b>one</b>" : "<i>two</i>");
            byte[] calm = Encoding.UTF8.GetBytes(row % 2 == 0 ? "<b>one</b>" : "<i>two</i>");
            byte[] both = [.. text, .. calm];
            for (int i = 0; i < columns; i++)
            {
                bool moves = i % 2 == 0;
                fields[i] = i % 3 == 1
                    ? new RawField(i, RawFieldKind.Text, double.NaN, new TextSlice(moves ? 0 : text.Length, moves ? text.Length : calm.Length))
                    : new RawField(i, RawFieldKind.Number, random.NextDouble() + (moves ? shift : 0), default);
            }

            tally.Add(fields, both);
        }

        return TableProfile.Of("t" + seed + ".csv", names, [tally], new TableSelection());
    }
}
