using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>One event on its way into a row: as <see cref="EventReading"/>, without a schema.</summary>
internal readonly ref struct RawEventReading(ReadOnlySpan<byte> json, RawRow row, RowFields fields, JsonScratch scratch)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Null, or what is wrong.</summary>
    public string? Read()
    {
        MemberTokens tokens = default;
        Utf8JsonReader reader = new(_json, new JsonReaderOptions { MaxDepth = EventLimits.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return RefusalDetails.NotAnObject(_json, MemberToken.At(ref reader)).Detail;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            EventMember member = EventMembers.Find(scratch.Text(ref reader));
            reader.Read();
            MemberToken token = MemberToken.At(ref reader);
            bool nested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            reader.Skip();
            if (member != EventMember.None) tokens[(int)member] = nested ? token.EndingAt(reader.BytesConsumed) : token;
        }

        reader.Read();
        return Fill(in tokens);
    }

    private string? Fill(in MemberTokens tokens)
    {
        string? problem = FillKind(tokens[(int)EventMember.Type]) ?? FillTime(tokens[(int)EventMember.Time]);
        if (problem is not null) return problem;
        row.Model = Text(tokens[(int)EventMember.Model]);
        row.Id = Text(tokens[(int)EventMember.Id]);
        row.Version = Text(tokens[(int)EventMember.Version]);
        row.Endpoint = Text(tokens[(int)EventMember.Endpoint]);
        row.Error = Text(tokens[(int)EventMember.Error]);
        row.Prediction = Text(tokens[(int)EventMember.Prediction]);
        row.PredictionNumber = Number(tokens[(int)EventMember.Prediction]);
        row.Label = Text(tokens[(int)EventMember.Label]);
        row.LabelNumber = Number(tokens[(int)EventMember.Label]);
        row.LatencySeconds = Number(tokens[(int)EventMember.LatencyMs]) / 1000;
        row.Score = Number(tokens[(int)EventMember.Score]);
        row.Cost = Number(tokens[(int)EventMember.Cost]);
        FillLists(in tokens);
        return FillMembers(EventMember.Features, tokens[(int)EventMember.Features])
            ?? FillScores(tokens[(int)EventMember.Scores])
            ?? FillMembers(EventMember.Segments, tokens[(int)EventMember.Segments]);
    }

    private void FillLists(in MemberTokens tokens)
    {
        MemberToken embedding = tokens[(int)EventMember.Embedding];
        MemberToken prediction = tokens[(int)EventMember.Prediction];
        MemberToken label = tokens[(int)EventMember.Label];
        if (embedding.Type == JsonTokenType.StartArray) RawLists.ReadEmbedding(embedding.Of(_json), row);
        if (prediction.Type == JsonTokenType.StartArray) RawLists.ReadItems(prediction.Of(_json), row, scratch);
        bool isList = label.Type is JsonTokenType.StartArray or JsonTokenType.StartObject;
        if (isList) RawLists.ReadLabelItems(label.Of(_json), row, scratch);
    }

    private string? FillKind(MemberToken type)
    {
        if (!type.IsGiven) return "type is missing; expected prediction, label, correction or deployment";
        ReadOnlySpan<byte> kind = type.Of(_json);
        if (kind.SequenceEqual("prediction"u8)) row.Kind = RecordKind.Prediction;
        else if (kind.SequenceEqual("label"u8)) row.Kind = RecordKind.Label;
        else if (kind.SequenceEqual("correction"u8)) row.Kind = RecordKind.Correction;
        else if (kind.SequenceEqual("deployment"u8)) row.Kind = RecordKind.Deployment;
        else return RefusalDetails.UnknownKind(RefusalDetails.Text(kind)).Detail;
        return null;
    }

    private string? FillTime(MemberToken time)
    {
        if (!time.IsGiven) return null;
        if (!EventTime.TryRead(_json, time, out long timeMs)) return RefusalDetails.TimeUnreadable(_json, time).Detail;
        row.TimeMs = timeMs;
        return null;
    }

    private string? FillScores(MemberToken token)
    {
        if (!token.IsGiven) return null;
        if (token.Type != JsonTokenType.StartObject) return NotAnObject(EventMember.Scores, token);
        RawLists.ReadScores(token.Of(_json), row, scratch);
        return null;
    }

    private string NotAnObject(EventMember member, MemberToken token) =>
        RefusalDetails.WrongType(_json, EventMembers.Name(member), "an object", token).Detail;

    private string? FillMembers(EventMember member, MemberToken token)
    {
        if (!token.IsGiven) return null;
        if (token.Type != JsonTokenType.StartObject) return NotAnObject(member, token);
        Utf8JsonReader reader = new(token.Of(_json));
        reader.Read();
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = fields.Column(scratch.Text(ref reader), expected);
            if (column < 0) return $"expected at most {ColumnNames.Max} different names of features and segments, found more";
            expected = column + 1;
            reader.Read();
            if (member == EventMember.Features) fields.Add(row, Field(ref reader, column));
            else row.Segments.Add(new RawSegment(column, row.AddText(scratch.Text(ref reader))));
            reader.Skip();
        }

        return null;
    }

    private RawField Field(scoped ref readonly Utf8JsonReader reader, int column)
    {
        if (reader.TokenType == JsonTokenType.Null) return new RawField(column, RawFieldKind.Null, double.NaN, default);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return new RawField(column, RawFieldKind.Other, double.NaN, default);
        }

        ReadOnlySpan<byte> text = scratch.Text(in reader);
        double number = RawLists.Number(reader.TokenType, text);
        bool isNumber = reader.TokenType == JsonTokenType.Number || NonFiniteWords.TryParse(text, out _);
        RawFieldKind kind =
            isNumber ? RawFieldKind.Number : reader.TokenType == JsonTokenType.String ? RawFieldKind.Text : RawFieldKind.Bool;
        return new RawField(column, kind, number, row.AddText(text));
    }

    private TextSlice Text(MemberToken token)
    {
        if (!token.IsScalar) return default;
        if (!token.IsEscaped) return row.AddText(token.Of(_json));
        Utf8JsonReader reader = new(_json.Slice(token.Start - 1, token.Length + 2));
        reader.Read();
        return row.AddText(scratch.Text(ref reader));
    }

    private double Number(MemberToken token) => RawLists.Number(token.Type, token.IsScalar ? token.Of(_json) : default);
}
