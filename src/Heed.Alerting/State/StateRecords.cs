using Heed.Alerting.Dispatching;
using Heed.Alerting.Grouping;
using Heed.Alerting.Log;
using Heed.Alerting.Routing;
using Heed.Alerting.Silences;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>Between the nouns and the plain records of the state.</summary>
internal static class StateRecords
{
    public static SortedDictionary<string, string> ToRecord(LabelSet labels)
    {
        SortedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (Label label in labels.Labels) pairs[label.Name] = label.Value;
        return pairs;
    }

    public static AlertRecord ToRecord(Alert alert, bool isTimeout) => new(
        alert.Labels, alert.Annotations, alert.StartsAtMs, alert.EndsAtMs, alert.UpdatedAtMs, alert.GeneratorUrl, isTimeout);

    public static AlertRecord ToRecord(ActiveAlert active) => ToRecord(active.Alert, active.IsTimeout) with
    {
        IsRepeated = active.IsRepeated,
        Groups =
        [
            .. Enumerable.Range(0, active.GroupCount).Select(active.GroupAt).Select(g => GroupRecord.IdOf(g.Key, g.Receiver.Name))
                .Order(StringComparer.Ordinal),
        ],
    };

    public static GroupRecord ToRecord(AggregationGroup group) =>
        new(group.Key, group.Receiver.Name, ToRecord(group.Labels), group.DueMs, group.HasFlushed, group.LastFlushMs, group.Sequence);

    public static LogRecord ToRecord(in LogKey key, LogEntry entry) =>
        new(key.GroupKey, key.Receiver, key.Integration.Kind, key.Integration.Index, entry);

    public static Alert ToAlert(AlertRecord record) => new(
        record.Labels, record.Annotations, record.StartsAtMs, record.EndsAtMs, record.UpdatedAtMs, record.GeneratorUrl);

    public static SilenceRecord ToRecord(Silence silence) => new(
        silence.Id,
        [.. silence.Matchers.Select(m => m.ToString())],
        silence.StartsAtMs,
        silence.EndsAtMs,
        silence.UpdatedAtMs,
        silence.CreatedBy,
        silence.Comment)
    {
        RemindBeforeMs = silence.RemindBeforeMs,
        ExpireUnmatchedMs = silence.ExpireUnmatchedMs,
    };

    /// <exception cref="InvalidOperationException">A matcher is none; the message says which.</exception>
    public static Silence ToSilence(SilenceRecord record) => new(
        record.Id,
        [.. record.Matchers.SelectMany(m => MatcherParser.Parse(m).Value)],
        record.StartsAtMs,
        record.EndsAtMs,
        record.UpdatedAtMs,
        record.CreatedBy,
        record.Comment)
    {
        RemindBeforeMs = record.RemindBeforeMs,
        ExpireUnmatchedMs = record.ExpireUnmatchedMs,
    };
}
