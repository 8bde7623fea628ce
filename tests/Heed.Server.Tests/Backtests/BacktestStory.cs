using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Receivers;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Server.Backtests;
using Heed.Testing;

namespace Heed.Server.Tests.Backtests;

/// <summary>A history of one sample a minute, and rules over it. Times are minutes since the start.</summary>
internal sealed class BacktestStory
{
    public const long Minute = 60_000;
    public const long StartMs = 1_700_000_040_000;

    private const string Routing = """
        route: { receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1m, repeat_interval: 4h }
        receivers: [ { name: hook, webhook_configs: [ { url: "http://127.0.0.1:9/" } ] } ]
        inhibit_rules: [ { source_matchers: [ 'severity="page"' ], target_matchers: [ 'severity="ticket"' ], equal: [ model_name ] } ]
        """;

    public ListSeriesReader History { get; } = new();

    public long Minutes { get; private set; }

    public BacktestStory Write(string metric, IReadOnlyList<double> values, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        LabelSet series = LabelSet.Of([(LabelNames.MetricName, metric), .. labels]);
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsNaN(values[i])) History.Append(series, StartMs + (i * Minute), values[i]);
        }

        Minutes = Math.Max(Minutes, values.Count - 1);
        return this;
    }

    public BacktestOptions Options(TimeSpan? lookAhead = null) => new()
    {
        FromMs = StartMs,
        ToMs = StartMs + (Minutes * Minute),
        LookbackDelta = TimeSpan.FromSeconds(59),
        LookAhead = lookAhead ?? BacktestOptions.DefaultLookAhead,
    };

    public BacktestOutcome Run(string rules, TimeSpan? lookAhead = null) =>
        Backtest.Run(Groups(rules), Alerting(), History, Options(lookAhead), progress: null, CancellationToken.None);

    public static IReadOnlyList<RuleGroup> Groups(string rules)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("rules.yml", rules, diagnostics);
        Assert.Empty(diagnostics.All);
        return groups;
    }

    public static string Line(AlertEpisode episode)
    {
        string end = episode.EndedAtMs is { } ended ? $"{(ended - StartMs) / Minute}" : "on";
        string marks = (episode.WasInhibited ? " inhibited" : "") + (episode.WasNotified ? " notified" : "");
        return $"{episode.Name} {(episode.FiredAtMs - StartMs) / Minute}..{end}{marks}";
    }

    /// <summary>Values that hold for a while and then jump, from a fixed seed; some are missing.</summary>
    public static double[] Noise(int seed, int count)
    {
        Random random = new(seed);
        double[] values = new double[count];
        double level = 0;
        for (int i = 0; i < count; i++)
        {
            if (random.Next(6) == 0) level = random.Next(0, 10);
            values[i] = random.Next(15) == 0 ? double.NaN : level;
        }

        return values;
    }

    private static AlertmanagerConfiguration Alerting()
    {
        Diagnostics diagnostics = new();
        ReadingContext context = new("/", _ => null);
        return AlertmanagerFile.Parse("alertmanager.yml", Routing, ReceiverRegistry.Kinds, context, diagnostics)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }
}
