using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Client.Predictions;

namespace Heed.Client.Sending;

/// <summary>Writes events as lines of JSON (docs/formats/events.md).</summary>
internal sealed class EventWriter(string idPrefix) : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Words = ["prediction", "label", "correction", "deployment"];

    private readonly Utf8JsonWriter _writer = new(Stream.Null, Options);

    public void Dispose() => _writer.Dispose();

    public void Write(EventSlot slot, IBufferWriter<byte> target)
    {
        _writer.Reset(target);
        _writer.WriteStartObject();
        _writer.WriteString("type"u8, Words[(int)slot.Kind]);
        _writer.WriteString("model"u8, slot.Model.Name);
        if (slot.Version is { } version) _writer.WriteString("version"u8, version);
        if (slot.Kind != EventKind.Deployment) WriteId(slot);
        _writer.WriteNumber("time"u8, slot.TimeMs);
        if (slot.Endpoint is { } endpoint) _writer.WriteString("endpoint"u8, endpoint);
        if (slot.Kind == EventKind.Prediction) WritePrediction(slot);
        else if (slot.Kind == EventKind.Deployment && slot.Note is { } note) _writer.WriteString("note"u8, note);
        else if (slot.Kind != EventKind.Deployment) WriteAnswer("label"u8, slot);
        _writer.WriteEndObject();
        _writer.Flush();
        target.Write("\n"u8);
    }

    private void WriteId(EventSlot slot)
    {
        if (slot.Id is { } id)
        {
            _writer.WriteString("id"u8, id);
            return;
        }

        Span<char> text = stackalloc char[64];
        idPrefix.CopyTo(text);
        slot.Number.TryFormat(text[idPrefix.Length..], out int digits, "x", System.Globalization.CultureInfo.InvariantCulture);
        _writer.WriteString("id"u8, text[..(idPrefix.Length + digits)]);
    }

    private void WritePrediction(EventSlot slot)
    {
        WriteFinite("latency_ms"u8, slot.LatencyMs);
        WriteFeatures(slot);
        if (slot.Error is { } error)
        {
            _writer.WriteString("error"u8, error);
        }
        else
        {
            WriteAnswer("prediction"u8, slot);
            WriteFinite("score"u8, slot.Score);
            if (slot.Lists is { Scores.Count: > 0 } scored) WriteScores("scores"u8, scored.Scores);
            if (slot.Lists is { HasEmbedding: true } embedded) WriteEmbedding(embedded.Embedding);
        }

        if (slot.Lists is { Segments.Count: > 0 } lists) WriteSegments(lists);
        WriteFinite("cost"u8, slot.Cost);
    }

    private void WriteFeatures(EventSlot slot)
    {
        ReadOnlySpan<JsonEncodedText> names = slot.Model.Names;
        bool begun = false;
        for (int i = 0; i < slot.Kinds.Length; i++)
        {
            if (slot.Kinds[i] == FeatureKind.Absent) continue;
            if (!begun) _writer.WriteStartObject("features"u8);
            begun = true;
            switch (slot.Kinds[i])
            {
                case FeatureKind.Number: WriteNumber(names[i], slot.Numbers[i]); break;
                case FeatureKind.Text: _writer.WriteString(names[i], slot.Texts[i]); break;
                case FeatureKind.Truth: _writer.WriteBoolean(names[i], slot.Numbers[i] != 0); break;
                default: _writer.WriteNull(names[i]); break;
            }
        }

        if (begun) _writer.WriteEndObject();
    }

    /// <summary>Numbers that JSON does not know are written as the words that Heed reads.</summary>
    private void WriteNumber(JsonEncodedText name, double value)
    {
        if (double.IsFinite(value)) _writer.WriteNumber(name, value);
        else _writer.WriteString(name, NonFinite(value));
    }

    private void WriteSegments(EventLists lists)
    {
        _writer.WriteStartObject("segments"u8);
        foreach ((string key, string value) in lists.Segments) _writer.WriteString(key, value);
        _writer.WriteEndObject();
    }

    private void WriteAnswer(ReadOnlySpan<byte> member, EventSlot slot)
    {
        if (slot.Lists is { HasItems: true } ranked) WriteItems(member, ranked.Items);
        else if (slot.Lists is { HasGrades: true } graded) WriteScores(member, graded.Scores);
        else if (slot.Answer is { } text) _writer.WriteString(member, text);
        else WriteFinite(member, slot.AnswerNumber);
    }

    private void WriteItems(ReadOnlySpan<byte> member, List<string> items)
    {
        _writer.WriteStartArray(member);
        foreach (string item in items) _writer.WriteStringValue(item);
        _writer.WriteEndArray();
    }

    private void WriteScores(ReadOnlySpan<byte> member, List<KeyValuePair<string, double>> scores)
    {
        _writer.WriteStartObject(member);
        foreach ((string name, double score) in scores)
        {
            _writer.WritePropertyName(name);
            if (double.IsFinite(score)) _writer.WriteNumberValue(score);
            else _writer.WriteStringValue(NonFinite(score));
        }

        _writer.WriteEndObject();
    }

    private void WriteEmbedding(ReadOnlySpan<float> numbers)
    {
        _writer.WriteStartArray("embedding"u8);
        foreach (float number in numbers)
        {
            if (float.IsFinite(number)) _writer.WriteNumberValue(number);
            else _writer.WriteStringValue(NonFinite(number));
        }

        _writer.WriteEndArray();
    }

    private static ReadOnlySpan<byte> NonFinite(double value) => double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;

    private void WriteFinite(ReadOnlySpan<byte> member, double value)
    {
        if (double.IsFinite(value)) _writer.WriteNumber(member, value);
    }
}
