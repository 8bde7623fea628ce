using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Escalation;
using Heed.Alerting.Incidents;
using Heed.Alerting.OnCall;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.AlertingTests;

/// <summary>
/// Runs tests through the very code that a server runs, on a simulated clock. Alerts fire until they are resolved; every notice arrives.
/// </summary>
/// <param name="alertmanager">What is tested.</param>
/// <param name="onCall">Who is on call.</param>
public sealed class AlertingTestRunner(AlertmanagerConfiguration alertmanager, OnCallConfiguration onCall)
{
    /// <summary>An alert of a test does not end by itself.</summary>
    private const long LongestMs = 10L * 366 * 24 * 3600 * 1000;

    public IReadOnlyList<AlertingTestFailure> Run(AlertingTestCase test)
    {
        List<AlertingTestFailure> failures = [.. test.Routes.Select(r => Check(test, r)).OfType<AlertingTestFailure>()];
        if (test.Windows.Count == 0) return failures;
        SentNotices sent = new(test.StartMs);
        AlertDispatcher dispatcher = new(alertmanager, sent, new DispatcherOptions { Incidents = new IncidentOptions() });
        EscalationEngine escalations = new(onCall, new OverrideStore(onCall), sent, null, new EscalationOptions());
        IScheduled[] parts = [dispatcher, new IncidentPager(dispatcher, escalations)];
        foreach (AlertingTestStep step in test.Steps)
        {
            long nowMs = test.StartMs + (long)step.At.TotalMilliseconds;
            Advance(parts, nowMs);
            Apply(step, dispatcher, nowMs);
        }

        Advance(parts, test.StartMs + (long)test.Windows.Max(w => w.To).TotalMilliseconds);
        failures.AddRange(test.Windows.Select(w => Check(test, w, sent.All)).OfType<AlertingTestFailure>());
        return failures;
    }

    private static void Advance(IScheduled[] parts, long timeMs)
    {
        while (parts.Min(p => p.NextDueMs) is long due && due <= timeMs)
        {
            foreach (IScheduled part in parts)
            {
                if (part.NextDueMs == due) part.Run(due);
            }
        }
    }

    private static void Apply(AlertingTestStep step, AlertDispatcher dispatcher, long nowMs)
    {
        if (step.Silence is not null) dispatcher.Silences.Put(step.Silence, nowMs, out _);
        dispatcher.Accept([.. step.Fire.Select(labels => new Alert(labels, LabelSet.Empty, nowMs, nowMs + LongestMs, nowMs, ""))]);
        dispatcher.Accept([.. step.Resolve.Select(labels => new Alert(labels, LabelSet.Empty, 0, nowMs, nowMs, ""))]);
        if (step.AcknowledgedBy.Length == 0) return;
        foreach (Incident incident in dispatcher.Incidents())
        {
            bool isMeant = incident.State == IncidentState.Open && (step.AcknowledgedModel.Length == 0 || incident.Model == step.AcknowledgedModel);
            if (isMeant) dispatcher.Acknowledge(incident.Id, step.AcknowledgedBy, nowMs, "");
        }
    }

    private AlertingTestFailure? Check(AlertingTestCase test, ExpectedRoute expected)
    {
        string[] found = [.. alertmanager.Root.Match(expected.Labels).Select(r => r.Settings.Receiver)];
        return found.SequenceEqual(expected.Receivers)
            ? null
            : new AlertingTestFailure(expected.Line, test.Name, $"routes of {expected.Labels}", [Names(expected.Receivers)], [Names(found)]);
    }

    private static string Names(IReadOnlyList<string> receivers) => receivers.Count == 0 ? "no receiver" : string.Join(", ", receivers);

    private static AlertingTestFailure? Check(AlertingTestCase test, ExpectedWindow window, IReadOnlyList<SentNotice> all)
    {
        List<SentNotice> left = [.. all.Where(n => n.At >= window.From && n.At < window.To)];
        List<string> missing = [];

        // The narrowest first, so that one that takes anything does not take what another one names.
        foreach (ExpectedNotice expected in window.Notices.OrderByDescending(n => (n.At is null ? 0 : 1) + (n.Alerts is null ? 0 : 1)))
        {
            int index = left.FindIndex(n => n.Meets(expected));
            if (index < 0) missing.Add(expected.ToString());
            else left.RemoveAt(index);
        }

        string subject = $"notices from {PrometheusDuration.Format(window.From)} to {PrometheusDuration.Format(window.To)}";
        return missing.Count + left.Count == 0
            ? null
            : new AlertingTestFailure(window.Line, test.Name, subject, missing, [.. left.Select(n => n.ToString())]);
    }
}
