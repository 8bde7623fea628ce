using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Monitoring.Reviews;

namespace Heed.Server.Hosting;

/// <summary>
/// Hands out open reviews and takes their answers, each of which becomes a label event like any other. Safe to use from any thread.
/// </summary>
public sealed class ReviewDesk(Station station, EngineLoop loop, IngestGate gate)
{
    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    /// <param name="model">Null for all.</param>
    public async Task<IReadOnlyList<(string Id, string Model, OpenReview Review)>> OpenAsync(string? model, CancellationToken cancellation)
    {
        List<(string Id, string Model, OpenReview Review)> all = await loop.AskAsync(
            _ =>
            {
                List<(string, string, OpenReview)> found = [];
                foreach (ModelMonitor monitor in station.Monitors)
                {
                    string name = monitor.Schema.Name;
                    if (model is not null && name != model) continue;
                    found.AddRange(monitor.OpenReviews(int.MaxValue).Select(r => (IdOf(name, r.Id), name, r)));
                }

                return found;
            },
            cancellation).ConfigureAwait(false);
        return [.. all.OrderBy(r => r.Review.TimeMs).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Makes a label of an answer. It is durable, and in the figures, when this returns <see cref="ReviewOutcome.Taken"/>.
    /// </summary>
    /// <param name="id">As <see cref="OpenAsync"/> gives it.</param>
    /// <param name="label">A text, a number or a truth value.</param>
    /// <param name="reviewer">Not empty.</param>
    /// <param name="cancellation">Once handed over, the label stays.</param>
    /// <returns>What became of it, the model, and why it was refused.</returns>
    public async Task<(ReviewOutcome Outcome, string Model, string? Detail)> AnswerAsync(
        string id, JsonElement label, string reviewer, CancellationToken cancellation)
    {
        if (!_underWay.TryAdd(id, true)) return (ReviewOutcome.AlreadyAnswered, "", null);
        try
        {
            (ReviewOutcome outcome, string model, OpenReview? review) =
                await loop.AskAsync(_ => Find(id), cancellation).ConfigureAwait(false);
            if (review is null) return (outcome, model, null);
            using MemoryStream body = new(Event(model, review, label, reviewer));
            IngestReceipt receipt = await gate.TakeAsync(body, BodyCompression.Detect, cancellation).ConfigureAwait(false);
            if (receipt.Accepted == 1) return (ReviewOutcome.Taken, model, null);
            if (receipt.Body.Rejected is [{ } refusal, ..]) return (ReviewOutcome.Refused, model, refusal.Detail);
            return (ReviewOutcome.Busy, model, receipt.Failure ?? "the queue is full");
        }
        finally
        {
            _underWay.TryRemove(id, out _);
        }
    }

    private (ReviewOutcome Outcome, string Model, OpenReview? Review) Find(string id)
    {
        foreach (ModelMonitor monitor in station.Monitors)
        {
            if (!TryParse(monitor.Schema.Name, id, out RecordId record)) continue;
            if (monitor.FindReview(record) is { } review) return (ReviewOutcome.Taken, monitor.Schema.Name, review);
            if (monitor.WasReviewed(record)) return (ReviewOutcome.AlreadyAnswered, monitor.Schema.Name, null);
        }

        return (ReviewOutcome.Unknown, "", null);
    }

    private static byte[] Event(string model, OpenReview review, JsonElement label, string reviewer)
    {
        using JsonDocument prediction = JsonDocument.Parse(EventParser.ToStrictJson(review.Json.Span));
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "label");
            writer.WriteString("model", model);
            writer.WritePropertyName("id");
            prediction.RootElement.GetProperty("id").WriteTo(writer);
            writer.WritePropertyName("label");
            label.WriteTo(writer);
            writer.WriteString("reviewer", reviewer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The same event id may occur in several models: the model's hash tells them apart.</summary>
    private static string IdOf(string model, RecordId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.High ^ HashOf(model):x16}{id.Low:x16}");

    private static bool TryParse(string model, string id, out RecordId record)
    {
        record = default;
        if (id.Length != 32) return false;
        if (!ulong.TryParse(id.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong high)) return false;
        if (!ulong.TryParse(id.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong low)) return false;
        record = new RecordId(high ^ HashOf(model), low);
        return true;
    }

    private static ulong HashOf(string model) => RecordId.Of(Encoding.UTF8.GetBytes(model)).Low;
}
