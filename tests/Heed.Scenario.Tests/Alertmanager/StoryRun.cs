using System.Text.Json;
using System.Text.Json.Nodes;

using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Testing;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>
/// Tells a story to both servers in step: each step is posted to both at once and waits until both have sent what it awaits, so that
/// every post falls right behind the groups' flushes, however slow the machine is.
/// </summary>
internal sealed class StoryRun(Story story)
{
    private static readonly StoryAlert Last = new("Last end=1") { EndsIn = 3600 };

    private readonly Dictionary<string, long> _starts = [];
    private readonly HashSet<long> _times = [];
    private long _startMs;

    /// <summary>What each server did, as lines; equal where the two agree.</summary>
    public async Task<StoryResult> RunAsync()
    {
        await using StorySide theirs = await StorySide.StartAlertmanagerAsync(story.Configuration);
        await using StorySide ours = await StorySide.StartHeedAsync(story.Configuration);
        StorySide[] sides = [theirs, ours];
        _startMs = Now();
        int awaited = 0;
        foreach (StoryStep step in story.EndsWithLastAlert ? [.. story.Steps, new StoryStep(1, Last)] : story.Steps)
        {
            await TakeStepAsync(step, sides);
            awaited += step.Notices;
            await Task.WhenAll(sides.Select(side => AwaitAsync(side, awaited)));
        }

        int compared = story.EndsWithLastAlert ? int.MaxValue : awaited;
        return new StoryResult(await TellAsync(theirs, compared), await TellAsync(ours, compared));
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task TakeStepAsync(StoryStep step, StorySide[] sides)
    {
        if (step.AwaitsSilences) await Task.WhenAll(sides.Select(side => Eventually.TrueAsync(side.HasOnlyActiveSilencesAsync)));
        long now = Now();
        _times.Add(now);
        if (step.Reload is { } configuration)
        {
            foreach (StorySide side in sides) Assert.Equal((side.Name, !step.IsRefused), (side.Name, await side.ReloadAsync(configuration)));
        }

        if (step.ExpiresSilences) await Task.WhenAll(sides.Select(side => side.ExpireSilencesAsync()));
        if (step.Silence is { } silence) await Task.WhenAll(sides.Select(side => side.PostAsync("api/v2/silences", Body(silence, now))));
        if (step.Alerts.Count == 0) return;
        string body = JsonSerializer.Serialize(step.Alerts.Select(alert => Body(alert, now)));
        await Task.WhenAll(sides.Select(side => side.PostAsync("api/v2/alerts", body)));
    }

    /// <summary>A server that sends less than is awaited is not an error here: the comparison shows what is missing.</summary>
    private static async Task AwaitAsync(StorySide side, int notices)
    {
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(side.Listener.Notices.Count >= notices));
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"{side.Name} sent {side.Listener.Notices.Count} notices, expected {notices}", late);
        }
    }

    /// <summary>An alert keeps the beginning that it was first posted with until it is resolved.</summary>
    private Dictionary<string, object> Body(StoryAlert alert, long now)
    {
        LabelSet labels = Labels(alert.Labels);
        long start = alert.StartsIn is { } at ? _startMs + (at * 1000L) : _starts.GetValueOrDefault(alert.Labels, now);
        long? end = alert.EndsIn is { } until ? _startMs + (until * 1000L) : alert.IsResolved ? now : null;
        if (alert.IsResolved) _starts.Remove(alert.Labels);
        else _starts[alert.Labels] = start;
        _times.Add(start);
        Dictionary<string, object> body = new()
        {
            ["labels"] = labels.Labels.ToArray().ToDictionary(l => l.Name, l => l.Value),
            ["annotations"] = new Dictionary<string, string> { ["summary"] = alert.Summary },
            ["startsAt"] = Rfc3339.Format(start),
            ["generatorURL"] = $"http://generator.example.com/{labels.Count}",
        };
        if (end is null) return body;
        _times.Add(end.Value);
        body["endsAt"] = Rfc3339.Format(end.Value);
        return body;
    }

    private static string Body(StorySilence silence, long now) => JsonSerializer.Serialize(new
    {
        matchers = silence.Matchers.Split(' ').Select(word =>
        {
            int at = word.IndexOfAny(['=', '!']);
            string value = word[at..].TrimStart('=', '!', '~');
            string op = word[at..^value.Length];
            return new { name = word[..at], value, isRegex = op.Contains('~', StringComparison.Ordinal), isEqual = !op.StartsWith('!') };
        }),
        startsAt = Rfc3339.Format(now + (silence.StartsIn * 1000L)),
        endsAt = Rfc3339.Format(now + (silence.EndsIn * 1000L)),
        createdBy = "a test",
        comment = "a story",
    });

    private static LabelSet Labels(string text)
    {
        string[] words = text.Split(' ');
        return LabelSet.From([new("alertname", words[0]), .. words[1..].Select(w => KeyValuePair.Create(w.Split('=')[0], w.Split('=')[1]))]);
    }

    /// <summary>The notices of each receiver and group in order, and then the alerts and groups that the API lists.</summary>
    private async Task<string> TellAsync(StorySide side, int compared)
    {
        CanonicalJson json = new(_startMs, _times);
        IEnumerable<string> notices = side.Listener.Notices.Take(compared)
            .Select(n => (Group: $"{n.Path} {n.Body["groupKey"]}", Text: json.Write(n.Body)))
            .GroupBy(n => n.Group)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.Select((n, i) => $"{n.Group} #{i + 1}: {n.Text}"));
        IEnumerable<string> alerts = (await side.ListAsync("api/v2/alerts")).Select(a => "listed: " + Listed(json, a!));
        IEnumerable<string> groups = (await side.ListAsync("api/v2/alerts/groups"))
            .Select(g => $"group {json.Write(g!["labels"])} for {g["receiver"]!["name"]}: {string.Join(' ', g["alerts"]!.AsArray().Select(a => Listed(json, a!)))}");
        return string.Join('\n', [.. notices, .. alerts.Order(StringComparer.Ordinal), .. groups]);
    }

    /// <summary>
    /// Identifiers of silences and times of posts differ by their nature; that there are silences does not. Alertmanager knows only since
    /// 0.27 that an alert that a time interval mutes is suppressed.
    /// </summary>
    private static string Listed(CanonicalJson json, JsonNode alert)
    {
        JsonNode status = alert["status"]!;
        string state = status["mutedBy"] is JsonArray { Count: > 0 } ? "active" : status["state"]!.ToString();
        string receivers = string.Join(',', alert["receivers"]!.AsArray().Select(r => (string?)r!["name"]));
        return $"{alert["fingerprint"]} {json.Write(alert["labels"])} {json.Write(alert["annotations"])} {json.Write(alert["startsAt"])} "
            + $"{state} inhibited by {json.Write(status["inhibitedBy"])} silences {status["silencedBy"]!.AsArray().Count} to {receivers}";
    }
}
