using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Server.Backtests;

namespace Heed.Cli.Commands;

/// <summary>A backtest for machines: durations in seconds, times as RFC 3339, every episode.</summary>
internal static class BacktestJson
{
    public static void Write(Stream target, BacktestReport report)
    {
        using Utf8JsonWriter writer = new(target, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("from", Rfc3339.Format(report.Options.FromMs));
        writer.WriteString("to", Rfc3339.Format(report.Options.ToMs));
        if (report.InForce is { } former) Write(writer, "in_force", former, report.InForceScore);
        Write(writer, "new", report.New, report.NewScore);
        if (report.Proposals is { } proposals)
        {
            writer.WriteStartArray("proposals");
            foreach (TuningProposal proposal in proposals) Write(writer, proposal);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, BacktestOutcome outcome, IncidentScore? score)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("rule_evaluations", outcome.Counts.Evaluations);
        writer.WriteNumber("failed_rule_evaluations", outcome.Counts.Failures);
        writer.WriteNumber("pending", outcome.PendingEpisodes);
        writer.WriteNumber("fired", outcome.Episodes.Count);
        writer.WriteNumber("inhibited", outcome.Episodes.Count(episode => episode.WasInhibited));
        writer.WriteNumber("notified", outcome.Episodes.Count(episode => episode.WasNotified));
        writer.WriteNumber("group_flushes", outcome.Flushes);
        writer.WriteNumber("notifications", outcome.Notifications);
        writer.WriteNumber("interruptions", outcome.Interruptions);
        writer.WriteNumber("interruptions_per_week", Math.Round(outcome.InterruptionsPerWeek, 3));
        writer.WriteStartObject("notifications_by_receiver");
        foreach ((string receiver, long count) in outcome.ByReceiver) writer.WriteNumber(receiver, count);
        writer.WriteEndObject();
        if (score is not null) Write(writer, score);
        writer.WriteStartArray("failing_rules");
        foreach (string failing in outcome.FailingRules) writer.WriteStringValue(failing);
        writer.WriteEndArray();
        writer.WriteStartArray("episodes");
        foreach (AlertEpisode episode in outcome.Episodes) Write(writer, episode);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AlertEpisode episode)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("labels");
        foreach (Label label in episode.Labels.Labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
        writer.WriteString("fired_at", Rfc3339.Format(episode.FiredAtMs));
        if (episode.EndedAtMs is { } ended) writer.WriteString("ended_at", Rfc3339.Format(ended));
        else writer.WriteNull("ended_at");
        writer.WriteBoolean("inhibited", episode.WasInhibited);
        writer.WriteBoolean("notified", episode.WasNotified);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IncidentScore score)
    {
        writer.WriteStartObject("incidents");
        writer.WriteNumber("labelled", score.Incidents);
        writer.WriteNumber("found", score.FoundIncidents);
        writer.WriteNumber("right_alerts", score.RightAlerts);
        WriteRatio(writer, "precision", score.Precision);
        WriteRatio(writer, "recall", score.Recall);
        if (score.MedianDelay is { } delay) writer.WriteNumber("median_delay_seconds", delay.TotalSeconds);
        else writer.WriteNull("median_delay_seconds");
        writer.WriteStartArray("missed");
        foreach (string missed in score.Missed) writer.WriteStringValue(missed);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TuningProposal proposal)
    {
        writer.WriteStartObject();
        writer.WriteString("group", proposal.Group.Name);
        writer.WriteString("alert", proposal.Rule.Name);
        if (proposal.Skipped is { } why) writer.WriteString("skipped", why);
        else
        {
            writer.WriteBoolean("change", proposal.IsChange);
            writer.WriteNumber("trials", proposal.TrialCount);
            Write(writer, "current", proposal.Current!);
            Write(writer, "best", proposal.Best!);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, TuningTrial trial)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("threshold", trial.Threshold);
        writer.WriteString("for", PrometheusDuration.Format(trial.HoldDuration));
        writer.WriteNumber("alerts", trial.Score.Alerts);
        Write(writer, trial.Score);
        writer.WriteEndObject();
    }

    private static void WriteRatio(Utf8JsonWriter writer, string name, double ratio)
    {
        if (double.IsNaN(ratio)) writer.WriteNull(name);
        else writer.WriteNumber(name, Math.Round(ratio, 6));
    }
}
