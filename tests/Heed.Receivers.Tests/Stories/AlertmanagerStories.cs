using System.Text;
using System.Text.Json.Nodes;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Alerting.Silences;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Receivers.Webhook;

namespace Heed.Receivers.Tests.Stories;

/// <summary>
/// The same configuration and the same posts to Debian's Alertmanager and to Heed, and the webhooks of both. Alertmanager runs on
/// the real clock: a step waits for its webhooks, and Heed's engine is then led through the same times. Each story ends with an
/// alert of a slow group, whose webhook shows that nothing else came in between.
/// </summary>
public sealed class AlertmanagerStories
{
    private const string Last = "Last end=1";

    [Fact]
    public Task Alerts_of_a_group_come_together_and_changes_come_at_the_interval() => CompareAsync(
        "group_by: [team]",
        "",
        "",
        new([new("A team=x"), new("B team=x", Summary: "other")], 1),
        new([new("C team=x")], 1),
        new([new("A team=x", Resolved: true)], 1),
        new([new("B team=x", Resolved: true), new("C team=x", Resolved: true)], 1));

    [Fact]
    public Task Routes_with_old_and_new_matchers_continue_and_name_their_groups_alike() => CompareAsync(
        "group_by: ['...']",
        """
            - match_re: { team: "x|y" }
              receiver: second
              continue: true
              routes: [{ match: { severity: critical }, receiver: hook }]
            - matchers: [ 'team="x"', 'severity!="none"' ]
              receiver: hook
        """,
        "",
        new([new("A team=x severity=critical")], 2),
        new([new("B team=y"), new("C team=z")], 2));

    [Fact]
    public Task An_inhibited_alert_is_told_once_its_source_is_over() => CompareAsync(
        "group_by: [alertname]",
        "",
        """
        inhibit_rules:
          - source_matchers: [severity="critical"]
            target_matchers: [severity=~"warning|critical"]
            equal: [model]
        """,
        new([new("Down severity=critical model=m"), new("Down2 severity=critical model=m")], 2),
        new([new("Slow severity=warning model=m"), new("Slow severity=warning model=n")], 1),
        new([new("Down severity=critical model=m", Resolved: true)], 1),
        new([new("Down2 severity=critical model=m", Resolved: true)], 2));

    [Fact]
    public Task A_receiver_that_wants_no_resolved_alerts_gets_none() => CompareAsync(
        "group_by: [alertname]\n  receiver: quiet",
        "",
        "",
        new([new("A n=1"), new("A n=2")], 1),
        new([new("A n=1", Resolved: true), new("A n=3")], 1),
        new([new("A n=2", Resolved: true), new("A n=3", Resolved: true), new("B")], 1),
        new([new("A n=4")], 1));

    [Fact]
    public Task Silenced_alerts_are_left_out() => CompareAsync(
        "group_by: []",
        "",
        "",
        new([], 0, Silence: "team=x"),
        new([new("A team=x"), new("B team=y")], 1),
        new([new("A team=x", Resolved: true), new("C team=z")], 1));

    [Fact]
    public Task A_message_is_truncated_and_repeated() => CompareAsync(
        "group_by: [alertname]\n  receiver: short\n  repeat_interval: 3500ms",
        "",
        "",
        new([new("A n=1 job=b"), new("A n=2 job=a"), new("A n=3 job=a instance=z"), new("A x=1")], 1),
        new([], 1));

    private static async Task CompareAsync(string root, string routes, string rest, params StoryStep[] story)
    {
        Assert.True(System.IO.File.Exists(AlertmanagerProcess.Program), "expected Alertmanager; install it with: apt-get install prometheus-alertmanager");
        await using LoopbackServer server = await LoopbackServer.StartAsync();
        string configuration = Configuration(root, routes, rest, server.Url);
        StoryStep[] steps = [.. story, new StoryStep([new StoryAlert(Last)], 1)];
        (List<long> times, List<List<string>> theirs) = await TellAlertmanagerAsync(configuration, steps, server);

        List<List<string>> ours = TellHeed(configuration, steps, times);
        Assert.Equal(theirs.Select(s => string.Join("\n", s)), ours.Select(s => string.Join("\n", s)));
    }

    private static string Configuration(string root, string routes, string rest, string url) => $$"""
        route:
          {{(root.Contains("receiver:", StringComparison.Ordinal) ? "" : "receiver: hook")}}
          group_wait: 1s
          group_interval: 1s
          {{root}}
          routes:
            - { match: { end: "1" }, receiver: hook, group_wait: 2500ms }
        {{routes}}
        {{rest}}
        receivers:
          - { name: hook, webhook_configs: [{ url: '{{url}}/hook' }] }
          - { name: second, webhook_configs: [{ url: '{{url}}/second' }] }
          - { name: quiet, webhook_configs: [{ url: '{{url}}/quiet', send_resolved: false }] }
          - { name: short, webhook_configs: [{ url: '{{url}}/short', max_alerts: 2 }] }
        """;

    private static async Task<(List<long> Times, List<List<string>> Webhooks)> TellAlertmanagerAsync(
        string configuration, StoryStep[] steps, LoopbackServer server)
    {
        using AlertmanagerProcess alertmanager = await AlertmanagerProcess.StartAsync(configuration);
        List<long> times = [];
        List<List<string>> webhooks = [];
        foreach (StoryStep step in steps)
        {
            long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            times.Add(now);
            if (step.Silence is { } silenced) await alertmanager.SilenceAsync(Matcher(silenced), now, now + 3_600_000);
            if (step.Alerts.Count > 0) await alertmanager.PostAsync(step.Alerts.Select(a => ToPost(a, times)));
            List<string> arrived = [];
            for (int i = 0; i < step.Webhooks; i++) arrived.Add(Canonical((await server.TakeAsync()).Body));
            webhooks.Add([.. arrived.Order(StringComparer.Ordinal)]);
        }

        return (times, webhooks);
    }

    private static List<List<string>> TellHeed(string configuration, StoryStep[] steps, List<long> times)
    {
        CollectingSink sink = new();
        AlertDispatcher dispatcher = new(Samples.Parse(configuration), sink, new DispatcherOptions { ExternalUrl = AlertmanagerProcess.ExternalUrl });
        List<List<string>> webhooks = [];
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i].Silence is { } silenced)
            {
                LabelMatcher matcher = LabelMatcher.Equal(Matcher(silenced).Name, Matcher(silenced).Value);
                dispatcher.Silences.Put(new Silence("", [matcher], times[i], times[i] + 3_600_000, times[i], "a test", "a story"), times[i], out _);
            }

            dispatcher.Accept([.. steps[i].Alerts.Select(a => ToAlert(a, times, i))]);
            long until = i + 1 < steps.Length ? times[i + 1] : times[i] + 2600;
            while (dispatcher.NextDueMs < until) dispatcher.Run(dispatcher.NextDueMs);
            webhooks.Add([.. sink.Take().Order(StringComparer.Ordinal)]);
        }

        return webhooks;
    }

    /// <summary>All alerts of a story begin when it does, except those that have to wait for their group, which begin when they are posted.</summary>
    private static long StartOf(StoryAlert alert, List<long> times, int step) => alert.Resolved ? times[0] : times[step];

    private static object ToPost(StoryAlert alert, List<long> times)
    {
        Dictionary<string, object> post = new()
        {
            ["labels"] = Labels(alert.Labels).Labels.ToArray().ToDictionary(l => l.Name, l => l.Value),
            ["annotations"] = new Dictionary<string, string> { ["summary"] = alert.Summary },
            ["startsAt"] = Rfc3339.Format(StartOf(alert, times, times.Count - 1)),
            ["generatorURL"] = "http://g/" + Labels(alert.Labels).Count,
        };
        if (alert.Resolved) post["endsAt"] = Rfc3339.Format(times[^1]);
        return post;
    }

    private static Alert ToAlert(StoryAlert alert, List<long> times, int step) => new(
        Labels(alert.Labels),
        LabelSet.Of(("summary", alert.Summary)),
        StartOf(alert, times, step),
        alert.Resolved ? times[step] : 0,
        times[step],
        "http://g/" + Labels(alert.Labels).Count);

    private static Label Matcher(string text) => new(text.Split('=')[0], text.Split('=')[1]);

    private static LabelSet Labels(string text)
    {
        string[] words = text.Split(' ');
        return LabelSet.From([new("alertname", words[0]), .. words[1..].Select(w => KeyValuePair.Create(Matcher(w).Name, Matcher(w).Value))]);
    }

    /// <summary>JSON with its members in order and its times in milliseconds.</summary>
    private static string Canonical(string json)
    {
        StringBuilder text = new();
        Append(text, JsonNode.Parse(json));
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                text.Append(text.Length == 0 ? "" : " ").Append(name).Append(':');
                Append(text, value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                text.Append('[');
                Append(text, item);
                text.Append(']');
            }
        }
        else
        {
            string value = node?.ToString() ?? "null";
            bool isTime = value.Length >= 20 && value[4] == '-' && Rfc3339.TryParse(value, out _);
            text.Append(isTime && Rfc3339.TryParse(value, out long timeMs) ? timeMs.ToString(System.Globalization.CultureInfo.InvariantCulture) : value);
        }
    }

    private sealed class CollectingSink : INotificationSink
    {
        private readonly List<string> _webhooks = [];

        public DeliveryAnswer Deliver(Notification notification)
        {
            _webhooks.Add(Canonical(Encoding.UTF8.GetString(WebhookPayload.Write(notification))));
            return DeliveryAnswer.Delivered;
        }

        public List<string> Take()
        {
            List<string> taken = [.. _webhooks];
            _webhooks.Clear();
            return taken;
        }
    }
}
