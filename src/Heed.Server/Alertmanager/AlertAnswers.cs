using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Alertmanager;

/// <summary>
/// Alerts and groups in the JSON of Alertmanager's API. What is written goes to the client as it comes: a list of a hundred thousand alerts
/// is not held as text. One for one answer.
/// </summary>
internal sealed class AlertAnswers(Utf8JsonWriter writer)
{
    private const int FlushedBytes = 64 * 1024;

    private static readonly JsonEncodedText Annotations = JsonEncodedText.Encode("annotations");
    private static readonly JsonEncodedText EndsAt = JsonEncodedText.Encode("endsAt");
    private static readonly JsonEncodedText Fingerprint = JsonEncodedText.Encode("fingerprint");
    private static readonly JsonEncodedText Receivers = JsonEncodedText.Encode("receivers");
    private static readonly JsonEncodedText StartsAt = JsonEncodedText.Encode("startsAt");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updatedAt");
    private static readonly JsonEncodedText GeneratorUrl = JsonEncodedText.Encode("generatorURL");
    private static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");

    private readonly TimeText _starts = new();
    private readonly TimeText _ends = new();
    private readonly TimeText _updated = new();
    private long _flushed;

    public static Task WriteAsync(HttpContext context, IReadOnlyList<KnownAlert> alerts) => ApiAnswers.WriteAsync(context, async writer =>
    {
        AlertAnswers answer = new(writer);
        writer.WriteStartArray();
        foreach (KnownAlert alert in alerts.OrderBy(a => a.ApiFingerprint))
        {
            answer.Write(alert, alert.Receivers);
            await answer.FlushAsync(context).ConfigureAwait(false);
        }

        writer.WriteEndArray();
    });

    public static Task WriteAsync(HttpContext context, IReadOnlyList<KnownGroup> groups) => ApiAnswers.WriteAsync(context, async writer =>
    {
        AlertAnswers answer = new(writer);
        writer.WriteStartArray();
        foreach (KnownGroup group in groups)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("alerts");
            foreach (KnownAlert alert in group.Alerts)
            {
                answer.Write(alert, alert.Receivers.Count > 1 ? [.. alert.Receivers.Order(StringComparer.Ordinal)] : alert.Receivers);
                await answer.FlushAsync(context).ConfigureAwait(false);
            }

            writer.WriteEndArray();
            answer.WriteRest(group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private ValueTask FlushAsync(HttpContext context)
    {
        long written = writer.BytesCommitted + writer.BytesPending;
        if (written - _flushed < FlushedBytes) return ValueTask.CompletedTask;
        _flushed = written;
        return new ValueTask(ApiAnswers.FlushAsync(context, writer));
    }

    private void Write(KnownAlert known, IReadOnlyList<string> receivers)
    {
        writer.WriteStartObject();
        WritePairs(Annotations, known.Alert.Annotations);
        writer.WriteString(EndsAt, _ends.Of(known.Alert.EndsAtMs));
        WriteHexadecimal(known.ApiFingerprint);
        writer.WriteStartArray(Receivers);
        foreach (string name in receivers)
        {
            writer.WriteStartObject();
            writer.WriteString(Name, name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString(StartsAt, _starts.Of(known.Alert.StartsAtMs));
        writer.WriteStartObject(Status);
        ApiAnswers.WriteTexts(writer, "inhibitedBy", known.InhibitedBy is { } source ? [AlertFingerprint.Of(source.Labels)] : []);
        ApiAnswers.WriteTexts(writer, "mutedBy", known.MutedBy);
        ApiAnswers.WriteTexts(writer, "silencedBy", known.SilencedBy);
        writer.WriteString("state", known.Condition == AlertCondition.Active ? "active" : "suppressed");
        writer.WriteEndObject();
        writer.WriteString(UpdatedAt, _updated.Of(known.Alert.UpdatedAtMs));
        writer.WriteString(GeneratorUrl, known.Alert.GeneratorUrl);
        WritePairs(Labels, known.Alert.Labels);
        writer.WriteEndObject();
    }

    /// <summary>The route's labels stand only where it has any, as their templates: what they say depends on a notice.</summary>
    private void WriteRest(KnownGroup group)
    {
        WritePairs(Labels, group.Labels);
        writer.WriteStartObject("receiver");
        writer.WriteString(Name, group.Receiver);
        writer.WriteEndObject();
        if (group.RouteLabels.Count == 0) return;
        writer.WriteStartObject("routeLabels");
        foreach ((string name, string text) in group.RouteLabels) writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    private void WritePairs(JsonEncodedText name, LabelSet labels)
    {
        writer.WriteStartObject(name);
        foreach (Label label in labels.Labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }

    private void WriteHexadecimal(ulong fingerprint)
    {
        Span<byte> digits = stackalloc byte[16];
        fingerprint.TryFormat(digits, out _, "x16");
        writer.WriteString(Fingerprint, digits);
    }
}
