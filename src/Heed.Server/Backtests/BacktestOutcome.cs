using Heed.Rules.Groups;

namespace Heed.Server.Backtests;

/// <summary>What rules would have done.</summary>
public sealed record BacktestOutcome
{
    public required TimeSpan Length { get; init; }

    public required RuleCounts Counts { get; init; }

    /// <summary>In the order of their firing, alerts of one time by labels.</summary>
    public required IReadOnlyList<AlertEpisode> Episodes { get; init; }

    /// <summary>How often an alert began to be pending, whether it fired later or not.</summary>
    public required long PendingEpisodes { get; init; }

    /// <summary>Notices that would have left, resolutions included: an alert's notices are those of its group.</summary>
    public required long Notifications { get; init; }

    /// <summary>Notices that say that something fires: those that interrupt somebody.</summary>
    public required long Interruptions { get; init; }

    /// <summary>Groups that came to their time with alerts in them, whether there was something to say or not.</summary>
    public required long Flushes { get; init; }

    /// <summary>Notices by receiver, ordered by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> ByReceiver { get; init; }

    /// <summary>Rules whose last evaluation failed, with the reason: <c>group/rule: reason</c>.</summary>
    public required IReadOnlyList<string> FailingRules { get; init; }

    public double InterruptionsPerWeek => Length > TimeSpan.Zero ? Interruptions / (Length / TimeSpan.FromDays(7)) : 0;

    /// <summary>How long the episodes fired, all together; those without an end count up to the end of the backtest.</summary>
    public TimeSpan Firing(long toMs) =>
        TimeSpan.FromMilliseconds(Episodes.Sum(episode => (episode.EndedAtMs ?? toMs) - episode.FiredAtMs));
}
