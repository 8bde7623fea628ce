using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.State;

namespace Heed.Alerting.Tests.Incidents;

/// <summary>Restarts from the records that were collected turn by turn, as a host keeps them.</summary>
public sealed class IncidentRestartStories
{
    private const string Configuration = """
        route:
          receiver: pager
          group_by: [model_name]
          group_wait: 30s
          group_interval: 1m
          repeat_interval: 20m
          routes: [{ matchers: [severity="warning"], receiver: chat, group_by: [alertname] }]
        inhibit_rules:
          - { source_matchers: [alertname="Outage"], target_matchers: [severity="warning"], equal: [model_name] }
        receivers:
          - { name: pager, webhook_configs: [{ url: http://localhost/ }] }
          - { name: chat, webhook_configs: [{ url: http://localhost/ }] }
        """;

    private static readonly string[] Names = ["FeatureNulls", "InputDrift", "ErrorBurst", "Outage", "AccuracyLow", "Other"];

    [Fact]
    public void A_restart_at_any_time_changes_no_notice_and_no_incident()
    {
        const int End = 6000;
        (string lines, string incidents) = Told(Play(New(), 0, End), []);
        for (int at = 30; at < End; at += 241)
        {
            KeptStory before = Play(New(), 0, at);
            KeptStory after = Play(before.Restart(at), at, End);
            Assert.Equal((lines, incidents), Told(after, before.Story.Lines));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void What_is_collected_step_by_step_is_what_the_whole_state_says(int seed)
    {
        Random random = new(seed);
        KeptStory kept = New();
        for (int at = 0; at < 6000; at += random.Next(1, 60))
        {
            string labels = $"{Names[random.Next(Names.Length)]} model_name=m{random.Next(3)} severity={(random.Next(3) == 0 ? "critical" : "warning")}";
            if (random.Next(3) > 0) kept.Story.Fire(at, labels, until: at + random.Next(60, 400));
            else kept.Story.Resolve(at, labels, Math.Max(0, at - 100));
            kept.Collect();
            if (random.Next(20) == 0) kept.AssertKeptIsWhole();
        }

        kept.Story.RunTo(200_000);
        kept.Collect();
        kept.AssertKeptIsWhole();
    }

    [Fact]
    public void An_alert_that_only_goes_on_is_not_written_again_and_lives_on_after_a_restart()
    {
        KeptStory kept = New();
        int written = 0;
        for (int at = 0; at <= 3000; at += 60)
        {
            kept.Story.Fire(at, "Outage model_name=m severity=critical", since: 0, until: at + 240);
            kept.Collect();
            if (at == 120) written = kept.PageCount;
        }

        // When it began, and when it was told and first repeated; from then on only that two more notices went out.
        Assert.Equal(2, written);
        Assert.Equal(written + 2, kept.PageCount);
        AlertStory after = kept.Restart(3010).Story;
        Assert.Empty(after.Fire(3060, "Outage model_name=m severity=critical", since: 0, until: 3300).RunTo(3400).Lines);
        Assert.Contains("AllAlertsResolved", Assert.Single(after.RunTo(6000).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_restarts_take_both_absences_out_of_an_alerts_life()
    {
        KeptStory kept = New();
        kept.Story.Fire(0, "Down severity=critical", until: 1000).RunTo(100);
        kept.Collect();
        KeptStory second = kept.Restart(1200).Restart(2300);

        Assert.Equal(AlertStory.StartMs + 3_200_000, second.Story.Status("Down severity=critical").Alert.EndsAtMs);
    }

    [Fact]
    public void An_alert_that_ended_because_nobody_repeated_it_stays_ended()
    {
        KeptStory kept = New();
        for (int at = 0; at <= 300; at += 60) kept.Story.Fire(at, "Outage severity=critical", since: 0, until: at + 240);
        kept.Story.RunTo(700);
        kept.Collect();

        Assert.EndsWith("AllAlertsResolved -Outage", kept.Story.Lines[^1], StringComparison.Ordinal);
        Assert.Empty(kept.Restart(710).Story.RunTo(6000).Lines);
    }

    private static KeptStory New() => new(new AlertStory(Configuration, options: Options()));

    private static DispatcherOptions Options() => new() { Incidents = new IncidentOptions(), TracksChanges = true };

    private static (string Lines, string Incidents) Told(KeptStory kept, IEnumerable<string> before)
    {
        var incidents = kept.Story.Dispatcher.Incidents().Select(i => new { i.Id, i.Title, i.State, i.Severity, i.Timeline });
        return (string.Join('\n', before.Concat(kept.Story.Lines)), JsonSerializer.Serialize(incidents));
    }

    private static KeptStory Play(KeptStory kept, int from, int to)
    {
        AlertStory story = kept.Story;
        for (int second = from; second < to; second++)
        {
            if (second == 3) story.Fire(second, "ErrorBurst model_name=m severity=warning", until: 90_000);
            if (second == 50) story.Fire(second, "FeatureNulls model_name=m severity=warning", until: 90_000);
            if (second == 200) story.Fire(second, "Outage model_name=m severity=critical", until: 90_000);
            if (second == 300) story.Fire(second, "InputDrift model_name=n severity=warning", until: 90_000);
            if (second == 400) story.Dispatcher.Acknowledge(story.Dispatcher.Incidents()[0].Id, "ann", AlertStory.StartMs + 400_000, "");
            if (second == 900) story.Resolve(second, "Outage model_name=m severity=critical", since: 200);
            if (second == 1000) story.Fire(second, "Outage model_name=m severity=critical", until: 90_000);
            if (second == 1500) story.Resolve(second, "Outage model_name=m severity=critical", since: 1000);
            if (second == 1600) story.Resolve(second, "ErrorBurst model_name=m severity=warning", since: 3);
            if (second == 1700) story.Resolve(second, "FeatureNulls model_name=m severity=warning", since: 50);
            if (second == 4500) story.Fire(second, "AccuracyLow model_name=n severity=warning", until: 90_000);
            story.RunTo(second);
            kept.Collect();
        }

        return kept;
    }

    /// <summary>A story whose state is kept as a host keeps it: alerts and open incidents in pages, the rest as JSON, a document a record.</summary>
    private sealed class KeptStory(AlertStory story)
    {
        private readonly SortedDictionary<(AlertingRecordKind Kind, string Key), string> _documents = [];
        private readonly List<byte[]> _pages = [];
        private long _savedAtMs = AlertStory.StartMs;

        public AlertStory Story { get; } = story;

        public int PageCount => _pages.Count;

        public void Collect()
        {
            List<AlertingChange> changes = [];
            Story.Dispatcher.CollectChanges(changes, _pages);
            foreach (AlertingChange change in changes)
            {
                if (change.Record is null) _documents.Remove((change.Kind, change.Key));
                else _documents[(change.Kind, change.Key)] = JsonSerializer.Serialize(change.Record, change.Record.GetType(), Json);
            }

            _savedAtMs = Story.NowMs;
        }

        public KeptStory Restart(long at)
        {
            AlertStory after = new(Configuration, options: Options());
            after.Dispatcher.RestoreState(State(), AlertStory.StartMs + (at * 1000));
            KeptStory kept = new(after.RunTo(at - 1).RunTo(at));
            foreach (((AlertingRecordKind Kind, string Key) key, string body) in _documents) kept._documents[key] = body;

            // What a restart makes of the alerts is written as a whole, in the place of all pages before.
            kept.Collect();
            kept._pages.Clear();
            kept.Story.Dispatcher.CollectWhole(kept._pages);
            return kept;
        }

        public void AssertKeptIsWhole()
        {
            AlertingState whole = Story.Dispatcher.ExportState();
            AlertingState kept = State();
            Assert.Equal(Sorted(whole.Groups), Sorted(kept.Groups));
            Assert.Equal(Sorted(whole.Log), Sorted(kept.Log));
            Assert.Equal(whole.Incidents.Select(WithoutEnds).Order(), kept.Incidents.Where(i => whole.Incidents.Any(w => w.Id == i.Id)).Select(WithoutEnds).Order());
            Assert.Equal(Sorted(whole.Alerts.Select(WithoutEnd)), Sorted(kept.Alerts.Select(WithoutEnd)));
        }

        private static readonly JsonSerializerOptions Json = new() { Converters = { new LabelSetConverter() } };

        private static AlertRecord WithoutEnd(AlertRecord alert) => alert.IsRepeated ? alert with { EndsAtMs = 0, UpdatedAtMs = 0 } : alert with { UpdatedAtMs = 0 };

        private static string WithoutEnds(IncidentRecord incident) => JsonSerializer.Serialize(
            incident with { Links = [.. incident.Links.Select(l => l with { Alert = l.Alert with { EndsAtMs = 0, UpdatedAtMs = 0 } })] }, Json);

        private static IEnumerable<string> Sorted<T>(IEnumerable<T> records) => records.Select(r => JsonSerializer.Serialize(r, Json)).Order(StringComparer.Ordinal);

        private AlertingState State()
        {
            KeptPages kept = new();
            foreach (byte[] page in _pages) kept.Apply(page);
            return new AlertingState(
                _savedAtMs,
                kept.Alerts,
                [.. Read<GroupRecord>(AlertingRecordKind.Group).OrderBy(g => g.Sequence)],
                [.. Read<LogRecord>(AlertingRecordKind.Log)],
                [])
            {
                Incidents = [.. kept.Incidents, .. Read<IncidentRecord>(AlertingRecordKind.Incident)],
            };
        }

        private IEnumerable<T> Read<T>(AlertingRecordKind kind) =>
            _documents.Where(d => d.Key.Kind == kind).Select(d => JsonSerializer.Deserialize<T>(d.Value, Json)!);
    }
}
