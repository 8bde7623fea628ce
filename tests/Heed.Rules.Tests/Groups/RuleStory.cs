using System.Globalization;

using Heed.Documents;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Testing;

namespace Heed.Rules.Tests.Groups;

/// <summary>An engine over lists, driven minute by minute from a fixed start. Times in the results are minutes since the start.</summary>
internal sealed class RuleStory : IAlertSink
{
    public const long Minute = 60_000;
    public const long StartMs = 1_700_000_040_000;

    public RuleStory(string rules, RuleEngineOptions? options = null, ListSeriesReader? store = null, long fromMinute = 0)
    {
        Options = options ?? new RuleEngineOptions { ExternalUrl = "http://heed" };
        Store = store ?? new ListSeriesReader();
        Engine = new RuleEngine(
            Groups(rules), new QueryEngine(Store), Store, this, Options, new ManualClock(DateTimeOffset.UnixEpoch), StartMs + (fromMinute * Minute));
    }

    public RuleEngineOptions Options { get; }

    public ListSeriesReader Store { get; }

    public RuleEngine Engine { get; }

    public List<Alert> Sent { get; } = [];

    /// <summary>The alerts sent: <c>minute name firing|resolved</c>.</summary>
    public IEnumerable<string> SentLines =>
        Sent.Select(a => string.Create(CultureInfo.InvariantCulture, $"{Minutes(a.UpdatedAtMs)} {a.Name} {(a.IsResolvedAt(a.UpdatedAtMs) ? "resolved" : "firing")}"));

    public static IReadOnlyList<RuleGroup> Groups(string rules)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("rules.yml", rules, diagnostics);
        Assert.Empty(diagnostics.All);
        return groups;
    }

    public static long Minutes(long timeMs) => (timeMs - StartMs) / Minute;

    /// <summary>Writes one sample a minute from a minute on; a dot is no sample.</summary>
    public RuleStory Write(string metric, string values, long fromMinute = 0, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        LabelSet series = LabelSet.Of([(LabelNames.MetricName, metric), .. labels]);
        string[] items = values.Split(' ');
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] == ".") continue;
            double value = items[i] == "stale" ? StaleMarker.Value : double.Parse(items[i], CultureInfo.InvariantCulture);
            Store.Append(series, StartMs + ((fromMinute + i) * Minute), value);
        }

        return this;
    }

    /// <summary>Runs everything that is due up to and with a minute.</summary>
    public RuleStory RunTo(long minute)
    {
        while (Engine.NextDueMs <= StartMs + (minute * Minute)) Engine.Run(Engine.NextDueMs);
        return this;
    }

    public void Accept(IReadOnlyList<Alert> alerts) => Sent.AddRange(alerts);

    public AlertReport Alert() => Assert.Single(Engine.ReportAlerts());

    public RuleReport Rule(string name) => Engine.Report().SelectMany(g => g.Rules).Single(r => r.Rule.Name == name);

    /// <summary>The samples of one series: <c>minute=value</c>, with <c>stale</c> for markers.</summary>
    public string Samples(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        LabelSet wanted = LabelSet.Of(labels);
        List<string> lines = [];
        LabelMatcher name = LabelMatcher.Equal(LabelNames.MetricName, wanted.MetricName);
        foreach (ISeries series in Store.Select([name], 0, long.MaxValue, CancellationToken.None))
        {
            if (series.Labels != wanted) continue;
            SampleBuffer buffer = new();
            series.Read(0, long.MaxValue, buffer);
            for (int i = 0; i < buffer.Count; i++)
            {
                string value = StaleMarker.IsStale(buffer.Values[i]) ? "stale" : buffer.Values[i].ToString("R", CultureInfo.InvariantCulture);
                lines.Add($"{Minutes(buffer.TimesMs[i])}={value}");
            }
        }

        return string.Join(' ', lines);
    }
}
