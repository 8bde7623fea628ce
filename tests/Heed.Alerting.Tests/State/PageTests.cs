using System.Text;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.State;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.State;

public sealed class PageTests
{
    private const string Configuration = """
        route: { receiver: r, group_by: [a], group_wait: 30s }
        receivers: [{ name: r, webhook_configs: [{ url: http://localhost/ }] }]
        inhibit_rules: [{ source_matchers: [alertname=A], target_matchers: [alertname=B] }]
        """;

    /// <summary>The bytes of <c>docs/formats/alert-pages.md</c>.</summary>
    [Fact]
    public void A_page_of_an_alert_is_as_it_is_drawn()
    {
        AlertDispatcher dispatcher = New();
        dispatcher.Accept([new Alert(LabelSet.Of(("a", "x"), ("alertname", "A")), LabelSet.Of(("s", "x")), 1000, 1300, 1100, "g")]);
        byte[] page = Assert.Single(Collect(dispatcher));

        string expected =
            "01" + "01" + "00"
            + "02" + Text("a") + Text("x") + Text("alertname") + Text("A")
            + "01" + Text("s") + "02"
            + "D00F" + "D804" + "C801" + Text("g")
            + "01" + Text("{}:{a=\"x\"}") + Text("r");
        Assert.Equal(expected, Convert.ToHexString(page));
    }

    [Fact]
    public void The_first_repetition_of_an_alert_is_a_record_without_its_texts_and_later_ones_are_none()
    {
        AlertDispatcher dispatcher = New();
        Alert alert = new(LabelSet.Of(("a", "x"), ("alertname", "A")), LabelSet.Of(("s", "x")), 1000, 1300, 1100, "g");
        dispatcher.Accept([alert]);
        KeptPages kept = new();
        kept.Apply(Assert.Single(Collect(dispatcher)));
        dispatcher.Accept([alert with { EndsAtMs = 1400, UpdatedAtMs = 1200 }]);
        byte[] page = Assert.Single(Collect(dispatcher));
        byte[] fingerprint = BitConverter.GetBytes(alert.Fingerprint);
        Assert.Equal("01" + "07" + Convert.ToHexString(fingerprint) + "02" + "A006" + "9003", Convert.ToHexString(page));
        kept.Apply(page);
        AlertRecord record = Assert.Single(kept.Alerts);
        Assert.Equal((true, false, 1400, 1200), (record.IsRepeated, record.IsTimeout, record.EndsAtMs, record.UpdatedAtMs));
        Assert.Equal((alert.Labels, "g", 1), (record.Labels, record.GeneratorUrl, record.Groups.Count));
        dispatcher.Accept([alert with { EndsAtMs = 1500, UpdatedAtMs = 1300 }]);
        Assert.Empty(Collect(dispatcher));
    }

    [Fact]
    public void An_alert_that_is_repeated_with_other_words_is_written_as_a_whole()
    {
        AlertDispatcher dispatcher = New();
        Alert alert = new(LabelSet.Of(("alertname", "A")), LabelSet.Of(("s", "x")), 1000, 1300, 1100, "g");
        dispatcher.Accept([alert]);
        KeptPages kept = new();
        kept.Apply(Assert.Single(Collect(dispatcher)));
        dispatcher.Accept([alert with { GeneratorUrl = "h" }]);
        kept.Apply(Assert.Single(Collect(dispatcher)));
        Assert.Equal("h", Assert.Single(kept.Alerts).GeneratorUrl);
        dispatcher.Accept([alert with { Annotations = LabelSet.Of(("s", "y")) }]);
        kept.Apply(Assert.Single(Collect(dispatcher)));
        Assert.Equal("y", Assert.Single(kept.Alerts).Annotations.Get("s"));
    }

    [Fact]
    public void Numbers_texts_and_times_come_back_as_they_were_written()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            long[] numbers = [0, -1, long.MaxValue, long.MinValue, random.NextInt64(), -random.NextInt64(1000)];
            string[] texts = ["", "a", "ü€😀", new string('x', random.Next(3000)), "a"];
            PageWriter writer = new();
            foreach (long number in numbers) writer.AddSigned(number);
            foreach (string text in texts) writer.AddText(text);
            writer.AddTime(null);
            writer.AddTime(numbers[^1]);
            writer.AddFixed(ulong.MaxValue);
            PageReader reader = new(writer.Take());
            foreach (long number in numbers) Assert.Equal(number, reader.ReadSigned());
            foreach (string text in texts) Assert.Equal(text, reader.ReadText());
            Assert.Null(reader.ReadTime());
            Assert.Equal(numbers[^1], reader.ReadTime());
            Assert.Equal(ulong.MaxValue, reader.ReadFixed());
            Assert.True(reader.IsAtEnd);
            Assert.Equal(0, writer.Length);
        }
    }

    [Fact]
    public void A_page_that_is_cut_anywhere_is_refused()
    {
        AlertDispatcher dispatcher = New();
        dispatcher.Accept([new Alert(LabelSet.Of(("a", "x"), ("model_name", "m")), LabelSet.Of(("s", "x")), 1000, 90_000, 1000, "g")]);
        byte[] page = Assert.Single(Collect(dispatcher));
        new KeptPages().Apply(page);
        int refused = 0;
        for (int length = 0; length < page.Length; length++)
        {
            try
            {
                new KeptPages().Apply(page.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        // A cut behind the version, or between two of the records of alert, incident, line and link, cannot be told from an end.
        Assert.Equal(page.Length - 4, refused);
        Assert.Throws<InvalidDataException>(() => new KeptPages().Apply([2]));
    }

    [Fact]
    public void Many_alerts_are_many_pages_of_a_bounded_length()
    {
        AlertDispatcher dispatcher = New();
        dispatcher.Accept([.. Enumerable.Range(0, 3000).Select(i => new Alert(LabelSet.Of(("a", $"value {i}")), LabelSet.Empty, 1000, 90_000, 1000, ""))]);
        List<byte[]> pages = Collect(dispatcher);
        KeptPages kept = new();
        foreach (byte[] page in pages) kept.Apply(page);

        Assert.True(pages.Count > 1);
        Assert.All(pages, p => Assert.InRange(p.Length, 1, 66 * 1024));
        Assert.Equal(3000, kept.Alerts.Count);
    }

    [Fact]
    public void An_alert_that_only_its_incident_remembers_is_kept_with_it()
    {
        AlertStory story = new(Configuration, options: new DispatcherOptions { Incidents = new IncidentOptions(), TracksChanges = true });
        List<byte[]> pages = [];
        story.Fire(0, "A model_name=m severity=critical", until: 90_000).Fire(1, "B model_name=m severity=critical", until: 100).RunTo(40);
        story.Dispatcher.CollectChanges([], pages);
        story.RunTo(4000);
        story.Dispatcher.CollectChanges([], pages);
        Assert.DoesNotContain(story.Dispatcher.Statuses(), s => s.Alert.Name == "B");

        KeptPages kept = new();
        foreach (byte[] page in pages) kept.Apply(page);
        Assert.Equal(["A"], kept.Alerts.Select(a => a.Labels.Get("alertname")));
        Assert.Equal(["A", "B"], Assert.Single(kept.Incidents).Links.Select(l => l.Alert.Labels.Get("alertname")));
        AlertStory after = new(Configuration, options: new DispatcherOptions { Incidents = new IncidentOptions(), TracksChanges = true });
        after.Dispatcher.RestoreState(new AlertingState(story.NowMs, kept.Alerts, [], [], []) { Incidents = kept.Incidents }, story.NowMs);
        Assert.Equal(
            story.Dispatcher.Incidents()[0].Alerts.Select(a => a.Labels.ToString()).Order(), after.Dispatcher.Incidents()[0].Alerts.Select(a => a.Labels.ToString()).Order());
    }

    private static AlertDispatcher New() =>
        new AlertStory(Configuration, options: new DispatcherOptions { Incidents = new IncidentOptions(), TracksChanges = true }).Dispatcher;

    private static List<byte[]> Collect(AlertDispatcher dispatcher)
    {
        List<byte[]> pages = [];
        dispatcher.CollectChanges([], pages);
        return pages;
    }

    private static string Text(string text) => "00" + text.Length.ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
