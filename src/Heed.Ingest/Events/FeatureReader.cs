using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Reads the <c>features</c> of one prediction into the columns of its batch.</summary>
internal readonly ref struct FeatureReader(ModelPlan plan, RecordBatch batch, Span<FeatureValue> values, Span<TextSlice> segments)
{
    private readonly Span<FeatureValue> _values = values;
    private readonly Span<TextSlice> _segments = segments;

    /// <summary>From the object's start to its end. Returns how many names the schema does not know.</summary>
    public int Read(scoped ref Utf8JsonReader reader)
    {
        int unknown = 0;
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool readable = JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> name);
            int feature = readable ? plan.FeatureNames.Find(name, expected) : -1;
            if (feature < 0)
            {
                if (!ReadOther(ref reader, name)) unknown++;
                continue;
            }

            expected = feature + 1;
            reader.Read();
            _values[feature] = plan.IsCategory[feature] ? ReadCategory(ref reader, feature) : ReadNumber(ref reader);
            int segment = plan.SegmentOfFeature(feature);
            if (segment >= 0) KeepSegment(ref reader, segment);
            reader.Skip();
        }

        return unknown;
    }

    private static FeatureValue ReadNumber(scoped ref readonly Utf8JsonReader reader)
    {
        double number;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return JsonNumber.TryParse(reader.ValueSpan, out number) ? FeatureValue.OfNumber(number) : FeatureValue.Invalid;
            case JsonTokenType.String:
                return NonFiniteWords.TryParse(reader.ValueSpan, out number) ? FeatureValue.OfNumber(number) : FeatureValue.Invalid;
            case JsonTokenType.Null:
                return FeatureValue.Null;
            default:
                return FeatureValue.Invalid;
        }
    }

    private FeatureValue ReadCategory(scoped ref readonly Utf8JsonReader reader, int feature)
    {
        if (reader.TokenType == JsonTokenType.Null) return FeatureValue.Null;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return FeatureValue.Invalid;
        if (!JsonText.TryPeek(in reader, batch, out ReadOnlySpan<byte> text)) return FeatureValue.Invalid;
        int category = plan.Categories[feature].Find(text);
        return category < 0 ? FeatureValue.Unseen : FeatureValue.OfCategory(category);
    }

    /// <summary>A name that is no monitored feature: ignored by configuration, or a segment key all the same. False for unknown.</summary>
    private bool ReadOther(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        ModelSchema schema = plan.Schema;
        int segment = schema.SegmentNames.Count == 0 ? -1 : schema.SegmentNames.Find(name);
        bool known = segment >= 0 || schema.IgnoredNames.Find(name) >= 0;
        reader.Read();
        if (segment >= 0) KeepSegment(ref reader, segment);
        reader.Skip();
        return known;
    }

    private void KeepSegment(scoped ref readonly Utf8JsonReader reader, int segment)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null) return;
        if (JsonText.TryPeek(in reader, batch, out ReadOnlySpan<byte> text)) _segments[segment] = batch.AddText(text);
    }
}
