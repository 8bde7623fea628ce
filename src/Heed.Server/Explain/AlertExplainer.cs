using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Rules.Alerting;
using Heed.Rules.Reports;
using Heed.Server.Hosting;
using Heed.Server.Incidents;
using Heed.Server.Journal;
using Heed.Server.State;

namespace Heed.Server.Explain;

/// <summary>Answers why an alert did or did not fire, and why people were or were not told, at any time that the journal knows.</summary>
internal sealed class AlertExplainer(Station station, StateDatabase state, IncidentDesk incidents)
{
    public const int MostAlerts = 50;
    private const int MostRows = 500;

    /// <summary>A delivery is given up long before, unless the server was away in between.</summary>
    private const long LongestDeliveryMs = 7 * 86_400_000L;

    /// <param name="alert">A name or a fingerprint.</param>
    /// <param name="labels">Alerts that contradict them are left out.</param>
    /// <param name="atMs">The time that it is about.</param>
    /// <param name="isNow">Whether that is now: then it is said what comes next.</param>
    public ExplainAnswer Explain(string alert, LabelSet labels, long atMs, bool isNow)
    {
        List<AlertExplanation> alerts = [];
        foreach (JournalSubject subject in state.AskJournal(j => j.Find(alert, MostAlerts)))
        {
            if (!Has(subject.Labels, labels)) continue;
            IReadOnlyList<JournalRow> rows = state.AskJournal(j => j.Read(subject.Key, long.MinValue, atMs, MostRows));
            if (rows.Count > 0) alerts.Add(Explain(subject, rows, atMs, isNow));
        }

        return new ExplainAnswer { At = Time(atMs), Alerts = alerts, Rules = Rules(alerts, alert, labels, atMs) };
    }

    private static bool Has(LabelSet known, LabelSet wanted)
    {
        foreach (Label label in wanted.Labels)
        {
            if (known.Get(label.Name) != label.Value) return false;
        }

        return true;
    }

    private AlertExplanation Explain(in JournalSubject subject, IReadOnlyList<JournalRow> rows, long atMs, bool isNow)
    {
        LabelSet labels = subject.Labels;
        (string word, long? sinceMs) = StateOf(rows);
        IReadOnlyList<ReceiverExplanation> receivers = Receivers(rows, labels, atMs, isNow && word == "firing");
        IncidentExplanation? incident = Incident(rows, atMs);
        AlertingRule? rule = RuleOf(subject.Name, labels)?.Rule as AlertingRule;
        return new AlertExplanation
        {
            Fingerprint = subject.Key.ToString("x16", CultureInfo.InvariantCulture),
            Name = subject.Name,
            Labels = Map(labels),
            State = word,
            Since = sinceMs is { } since ? Time(since) : null,
            Summary = ExplainText.Of(word, sinceMs, receivers, incident, rule, Distance(rule, labels, atMs)),
            Receivers = receivers,
            Incident = incident,
            Steps = [.. rows.Select(Step).Concat(Deliveries(rows, atMs)).OrderBy(s => s.Time)],
        };
    }

    /// <summary>The last word of the rule, or of routing where no rule of this server raises it.</summary>
    private static (string Word, long? SinceMs) StateOf(IReadOnlyList<JournalRow> rows)
    {
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            switch (rows[i].Kind)
            {
                case "pending" or "firing" or "resolved" or "inactive":
                    return (rows[i].Kind, rows[i].TimeMs);
                case "routed":
                    return ("firing", rows[i].TimeMs);
                case "ended":
                    return ("resolved", rows[i].TimeMs);
            }
        }

        return ("inactive", null);
    }

    /// <param name="rows">The journal's.</param>
    /// <param name="labels">The alert's.</param>
    /// <param name="atMs">The time that it is about.</param>
    /// <param name="withNext">Whether what comes next is to be told.</param>
    private IReadOnlyList<ReceiverExplanation> Receivers(IReadOnlyList<JournalRow> rows, LabelSet labels, long atMs, bool withNext)
    {
        Dictionary<(string, string), ReceiverExplanation> last = [];
        foreach (JournalRow row in rows)
        {
            if (row.Kind is not ("held" or "notified")) continue;
            JournalBody body = row.Body;
            (string, string) key = (body.Receiver ?? "", body.Integration ?? "");

            // Who was told still knows: that there was nothing to add is no answer.
            bool addsNothing = body.Reason == nameof(HoldReason.NothingNew) && last.GetValueOrDefault(key)?.Outcome == "notified";
            if (!addsNothing) last[key] = Decided(row, body, atMs);
        }

        AlertStatus? status = withNext ? station.Alerts.Status(labels.Fingerprint) : null;
        foreach (ReceiverStatus each in status?.Receivers ?? [])
        {
            (string, string) key = (each.Receiver, each.Integration);
            DateTimeOffset next = Time(each.NextFlushMs);
            last[key] = last.TryGetValue(key, out ReceiverExplanation? decided) ? decided with { NextDecision = next } : new ReceiverExplanation
            {
                Receiver = each.Receiver,
                Integration = each.Integration,
                Outcome = "held",
                Reason = IncidentViews.Word(each.Last.Hold),
                Text = each.Reason,
                Time = Time(each.Last.TimeMs),
                Group = each.GroupKey,
                NextDecision = next,
            };
        }

        return [.. last.OrderBy(r => r.Key).Select(r => r.Value)];
    }

    private ReceiverExplanation Decided(in JournalRow row, JournalBody body, long atMs)
    {
        JournalRow? end = body.Notification is { } id ? EndOf(id, row.TimeMs, atMs) : null;
        JournalBody? receipt = end?.Body;
        return new ReceiverExplanation
        {
            Receiver = body.Receiver ?? "",
            Integration = body.Integration ?? "",
            Outcome = row.Kind,
            Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(body.Reason ?? ""),
            Text = body.Text ?? "",
            Time = Time(row.TimeMs),
            Group = body.Group,
            Delivery = body.Notification is null ? null : end?.Kind ?? "pending",
            Receipt = receipt?.Receipt ?? receipt?.Error,
        };
    }

    /// <summary>How a delivery ended by a time; null where it had not.</summary>
    private JournalRow? EndOf(string notification, long decidedAtMs, long atMs)
    {
        long toMs = Math.Min(atMs, decidedAtMs + LongestDeliveryMs);
        return state.AskJournal(j => j.Read(JournalSubject.OfNotification(notification), decidedAtMs, toMs, 1)) is [JournalRow end] ? end : null;
    }

    private IncidentExplanation? Incident(IReadOnlyList<JournalRow> rows, long atMs)
    {
        string? id = null;
        foreach (JournalRow row in rows) id = row.Body.Incident ?? id;
        if (id is null || incidents.Find(id) is not { OpenedAtMs: { } openedAtMs } incident || openedAtMs > atMs) return null;
        bool acknowledged = incident.FirstAcknowledgedAtMs <= atMs;
        return new IncidentExplanation(
            id,
            incident.Title,
            IncidentViews.Word(incident.State),
            acknowledged ? Time(incident.FirstAcknowledgedAtMs!.Value) : null,
            acknowledged ? incident.Timeline.FirstOrDefault(t => t.Kind == TimelineKind.Acknowledged)?.Who : null);
    }

    private static ExplainStep Step(JournalRow row)
    {
        JournalBody body = row.Body;
        string value = body.Value is { } number ? $" at {number:G6}" : "";
        string text = row.Kind switch
        {
            "pending" => "the rule's expression holds" + value,
            "firing" => "it held for the hold duration: the alert fires" + value,
            "resolved" => "the rule's expression holds no longer",
            "routed" => "routing took it in",
            "ended" => "routing takes it for resolved",
            _ => body.Text ?? "",
        };
        return new ExplainStep(Time(row.TimeMs), row.Kind, body.Receiver is null ? null : $"{body.Receiver} {body.Integration}".TrimEnd(), text);
    }

    private IEnumerable<ExplainStep> Deliveries(IReadOnlyList<JournalRow> rows, long atMs)
    {
        foreach (JournalRow row in rows)
        {
            JournalBody body = row.Body;
            if (body.Notification is not { } id || EndOf(id, row.TimeMs, atMs) is not { } end) continue;
            JournalBody ended = end.Body;
            string attempts = ended.Attempts > 1 ? $" after {ended.Attempts} attempts" : "";
            string text = (ended.Receipt ?? ended.Error ?? "") + attempts;
            yield return new ExplainStep(Time(end.TimeMs), end.Kind, $"{body.Receiver} {body.Integration}".TrimEnd(), text);
        }
    }

    private RuleReport? RuleOf(string name, LabelSet labels) => AlertingRules(name, labels).FirstOrDefault().Rule;

    private IEnumerable<(RuleReport Rule, RuleGroupReport Group)> AlertingRules(string name, LabelSet labels)
    {
        foreach (RuleGroupReport group in station.Rules.Report())
        {
            foreach (RuleReport rule in group.Rules)
            {
                if (rule.Rule is AlertingRule alerting && alerting.Name == name && Agrees(alerting, labels)) yield return (rule, group);
            }
        }
    }

    /// <summary>Labels that are templates agree with anything.</summary>
    private static bool Agrees(AlertingRule rule, LabelSet labels) => rule.Labels.All(
        l => l.Value.Contains("{{", StringComparison.Ordinal) || !labels.Has(l.Name) || labels.Get(l.Name) == l.Value);

    private string Distance(AlertingRule? rule, LabelSet labels, long atMs)
    {
        if (rule is null) return "";
        IReadOnlyList<ThresholdReading> readings =
            ThresholdReading.Read(rule.Expression, labels, station.Queries, atMs, out bool measured);
        return readings.Count > 0 ? readings[0].Text : measured ? "its expression gives nothing at that time" : "";
    }

    private IReadOnlyList<RuleExplanation> Rules(IReadOnlyList<AlertExplanation> alerts, string alert, LabelSet labels, long atMs)
    {
        string name = alerts.Count > 0 ? alerts[0].Name : alert;
        List<RuleExplanation> rules = [];
        foreach ((RuleReport report, RuleGroupReport group) in AlertingRules(name, labels))
        {
            AlertingRule rule = (AlertingRule)report.Rule;
            IReadOnlyList<ThresholdReading> readings =
                ThresholdReading.Read(rule.Expression, labels, station.Queries, atMs, out bool measured);
            rules.Add(new RuleExplanation
            {
                Name = rule.Name,
                Expression = rule.Query,
                Group = group.Group.Name,
                File = group.Group.File,
                Hold = PrometheusDuration.Format(rule.HoldDuration),
                Summary = ExplainText.Of(readings, measured, report.LastError),
                Readings = [.. readings.Select(r => new RuleReading(Map(r.Labels), Finite(r.Value), Finite(r.Bound), r.Holds, r.Text))],
            });
        }

        return rules;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static SortedDictionary<string, string> Map(LabelSet labels)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (Label label in labels.Labels) map[label.Name] = label.Value;
        return map;
    }

    private static DateTimeOffset Time(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
}
