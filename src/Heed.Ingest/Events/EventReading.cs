using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>
/// One event on its way into a batch. The first pass notes where the members stand and reads the three objects at once where
/// type and model are known by then, as they are in the documented order; otherwise they are passed over and read at the end.
/// A repeated member replaces the former one: where that cannot be done in place, the pass starts again and reads all at the end.
/// </summary>
internal ref struct EventReading
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = EventLimits.MaxDepth };

    private readonly ReadOnlySpan<byte> _json;
    private readonly RecordBatch _batch;
    private readonly SchemaRegistry _models;
    private readonly ModelPlan[] _plans;
    private readonly bool _readAtEnd;

    private MemberTokens _tokens;
    private EventRecord _record;
    private ModelPlan? _plan;
    private Span<FeatureValue> _features;
    private Span<TextSlice> _segments;
    private bool _hasColumns;
    private bool _featuresRead;
    private bool _segmentsRead;
    private bool _scoresRead;
    private bool _embeddingRead;

    public EventReading(ReadOnlySpan<byte> json, RecordBatch batch, SchemaRegistry models, ModelPlan[] plans, bool readAtEnd)
    {
        _json = json;
        _batch = batch;
        _models = models;
        _plans = plans;
        _readAtEnd = readAtEnd;
        _record.AnswerNumber = double.NaN;
        _record.LatencySeconds = double.NaN;
        _record.Score = double.NaN;
        _record.Cost = double.NaN;
        _record.ScoreStart = batch.ScoreCount;
    }

    /// <summary>Whether a member is repeated that was read already: the caller takes back the batch and reads again, at the end.</summary>
    public bool MustReadAgain { get; private set; }

    public readonly EventRecord Record => _record;

    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public EventRefusal? Read(long nowMs, EventLimits limits)
    {
        Utf8JsonReader reader = new(_json, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return NotAnObject(ref reader);
        EventRefusal? refusal = null;
        while (refusal is null && !MustReadAgain && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool readable = JsonText.TryPeek(ref reader, _batch, out ReadOnlySpan<byte> name);
            EventMember member = readable ? EventMembers.Find(name) : EventMember.None;
            reader.Read();
            refusal = Take(member, ref reader);
        }

        if (refusal is not null || MustReadAgain) return refusal;

        // Anything behind the object is an error that only a further step finds.
        reader.Read();
        return Finish(nowMs, limits);
    }

    private readonly EventRefusal NotAnObject(scoped ref Utf8JsonReader reader)
    {
        MemberToken token = MemberToken.At(ref reader);
        reader.Skip();
        reader.Read();
        return RefusalDetails.NotAnObject(_json, token);
    }

    private EventRefusal? Take(EventMember member, scoped ref Utf8JsonReader reader)
    {
        if (member == EventMember.None)
        {
            _record.UnknownMembers++;
            reader.Skip();
            return null;
        }

        ref MemberToken token = ref _tokens[(int)member];
        if (!_readAtEnd && token.Type != JsonTokenType.None && IsReadOnTheWay(member))
        {
            MustReadAgain = true;
            return null;
        }

        token = MemberToken.At(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return null;
        EventRefusal? refusal = _readAtEnd ? null : ReadOnTheWay(member, ref reader);
        reader.Skip();
        token = token.EndingAt(reader.BytesConsumed);
        return refusal;
    }

    private static bool IsReadOnTheWay(EventMember member) =>
        member is EventMember.Type or EventMember.Model or EventMember.Features or EventMember.Segments or EventMember.Scores
            or EventMember.Embedding;

    private EventRefusal? ReadOnTheWay(EventMember member, scoped ref Utf8JsonReader reader)
    {
        if (member == EventMember.Embedding) return ReadEmbeddingOnTheWay(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        if (member is not (EventMember.Features or EventMember.Segments or EventMember.Scores)) return null;
        if (_plan is null && ResolveKindAndModel() is not null) return null;
        if (_record.Kind != RecordKind.Prediction) return null;

        // The scores of a ranking are those of its items, which stand in another member.
        if (member == EventMember.Scores && IsRanking) return null;

        // A feature of a segment's name gives way to the segment, which is therefore read behind it.
        return member == EventMember.Segments && !_featuresRead ? null : ReadObject(member, ref reader, _json);
    }

    private EventRefusal? ReadEmbeddingOnTheWay(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray || (_plan is null && ResolveKindAndModel() is not null)) return null;
        if (_record.Kind == RecordKind.Prediction) ReadEmbedding(ref reader);
        return null;
    }

    private EventRefusal? ResolveKindAndModel()
    {
        MemberToken type = _tokens[(int)EventMember.Type];
        if (!type.IsGiven) return RefusalDetails.Missing("type is missing; expected prediction, label, correction or deployment");
        if (!type.IsText) return RefusalDetails.WrongType(_json, "type", "text", type);
        if (!JsonText.TryPeek(_json, type, _batch, out ReadOnlySpan<byte> kind)) return RefusalDetails.HalfSurrogate("type");
        if (kind.SequenceEqual("prediction"u8)) _record.Kind = RecordKind.Prediction;
        else if (kind.SequenceEqual("label"u8)) _record.Kind = RecordKind.Label;
        else if (kind.SequenceEqual("correction"u8)) _record.Kind = RecordKind.Correction;
        else if (kind.SequenceEqual("deployment"u8)) _record.Kind = RecordKind.Deployment;
        else return RefusalDetails.UnknownKind(RefusalDetails.Text(kind));
        return ResolveModel();
    }

    private EventRefusal? ResolveModel()
    {
        MemberToken model = _tokens[(int)EventMember.Model];
        if (!model.IsGiven) return RefusalDetails.Missing("model is missing");
        if (!model.IsText) return RefusalDetails.WrongType(_json, "model", "text", model);
        if (!JsonText.TryPeek(_json, model, _batch, out ReadOnlySpan<byte> name)) return RefusalDetails.HalfSurrogate("model");
        _record.Model = _models.Find(name);
        if (_record.Model < 0) return RefusalDetails.UnknownModel(RefusalDetails.Text(name), _models);
        _plan = _plans[_record.Model];
        return null;
    }

    private EventRefusal? Finish(long nowMs, EventLimits limits)
    {
        EventRefusal? refusal = _plan is null ? ResolveKindAndModel() : null;
        refusal ??= EventTime.Read(_json, _tokens[(int)EventMember.Time], nowMs, limits, out _record.TimeMs);
        refusal ??= FinishId();
        refusal ??= KeepText(EventMember.Version, numbers: true, ref _record.Version);
        refusal ??= KeepText(EventMember.Endpoint, numbers: false, ref _record.Endpoint);
        refusal ??= KeepText(EventMember.Note, numbers: false, ref _record.Note);
        if (refusal is not null) return refusal;
        return _record.Kind switch
        {
            RecordKind.Prediction => FinishPrediction(),
            RecordKind.Deployment => FinishDeployment(),
            _ => FinishLabel(),
        };
    }

    private EventRefusal? FinishPrediction()
    {
        if (_tokens[(int)EventMember.Label].IsGiven) _record.UnknownMembers++;
        if (_tokens[(int)EventMember.Reviewer].IsGiven) _record.UnknownMembers++;
        EventRefusal? refusal = FinishObjects();
        refusal ??= FinishNumbers();
        refusal ??= KeepText(EventMember.Error, numbers: false, ref _record.Error);
        refusal ??= KeepAnswer(EventMember.Prediction);
        if (refusal is not null) return refusal;
        return _record.Answer.IsEmpty && _record.Error.IsEmpty && !IsAnsweredByEmbedding() && !IsAnsweredByList()
            ? RefusalDetails.Missing("a prediction needs prediction or, where the request failed, error")
            : null;
    }

    /// <summary>Also by an empty one, which shows nothing.</summary>
    private readonly bool IsAnsweredByList() =>
        IsRanking && (_tokens[(int)EventMember.Prediction].IsGiven || _tokens[(int)EventMember.Scores].IsGiven);

    private readonly bool IsRanking => _plan!.Schema.Type == ModelType.Ranking;

    private readonly bool IsAnsweredByEmbedding() =>
        _plan!.Schema.Type == ModelType.Embedding && _tokens[(int)EventMember.Embedding].IsGiven;

    private EventRefusal? FinishLabel()
    {
        string kind = _record.Kind == RecordKind.Label ? "label" : "correction";
        if (_tokens[(int)EventMember.Prediction].IsGiven) _record.UnknownMembers++;
        if (_record.Id.IsNone) return RefusalDetails.Missing($"a {kind} needs the id of its prediction");
        EventRefusal? refusal = KeepAnswer(EventMember.Label) ?? KeepText(EventMember.Reviewer, numbers: false, ref _record.Reviewer);
        if (refusal is not null) return refusal;
        bool isGiven = IsRanking ? _tokens[(int)EventMember.Label].IsGiven : !_record.Answer.IsEmpty;
        return isGiven ? null : RefusalDetails.Missing($"a {kind} needs label");
    }

    private readonly EventRefusal? FinishDeployment() =>
        _record.Version.IsEmpty ? RefusalDetails.Missing("a deployment needs version") : null;

    private EventRefusal? FinishId()
    {
        MemberToken id = _tokens[(int)EventMember.Id];
        if (!id.IsGiven) return null;
        if (!id.IsText && !id.IsNumber) return RefusalDetails.WrongType(_json, "id", "text or a number", id);
        if (!JsonText.TryPeek(_json, id, _batch, out ReadOnlySpan<byte> text)) return RefusalDetails.HalfSurrogate("id");
        if (text.Length > 0) _record.Id = RecordId.Of(text);
        return null;
    }

    private readonly EventRefusal? KeepText(EventMember member, bool numbers, ref TextSlice target)
    {
        MemberToken token = _tokens[(int)member];
        if (!token.IsGiven) return null;
        if (!token.IsText && !(numbers && token.IsNumber))
        {
            return RefusalDetails.WrongType(_json, EventMembers.Name(member), numbers ? "text or a number" : "text", token);
        }

        return KeepScalar(member, token, ref target);
    }

    private readonly EventRefusal? KeepScalar(EventMember member, MemberToken token, ref TextSlice target)
    {
        bool readable = JsonText.TryPeek(_json, token, _batch, out ReadOnlySpan<byte> text);
        if (readable) target = _batch.AddText(text);
        return readable ? null : RefusalDetails.HalfSurrogate(EventMembers.Name(member));
    }

    private EventRefusal? KeepAnswer(EventMember member)
    {
        MemberToken token = _tokens[(int)member];
        if (IsRanking) return KeepItems(member, token);
        if (!token.IsGiven) return null;
        ModelSchema schema = _plan!.Schema;
        bool regression = schema.Type == ModelType.Regression;
        if (!token.IsScalar) return RefusalDetails.WrongType(_json, EventMembers.Name(member), "text, a number or a boolean", token);
        if (token.IsNumber && !JsonNumber.TryParse(token.Of(_json), out _record.AnswerNumber)) _record.AnswerNumber = double.NaN;
        if (regression && !double.IsFinite(_record.AnswerNumber))
        {
            string expected = $"a finite number for the regression model {schema.Name}";
            return RefusalDetails.WrongType(_json, EventMembers.Name(member), expected, token);
        }

        return KeepScalar(member, token, ref _record.Answer);
    }

    private EventRefusal? KeepItems(EventMember member, MemberToken token)
    {
        if (member == EventMember.Label) return token.IsGiven ? RankingReader.ReadLabel(_json, token, _batch, ref _record) : null;
        return RankingReader.ReadPrediction(_json, token, _tokens[(int)EventMember.Scores], _batch, ref _record);
    }

    private EventRefusal? FinishNumbers()
    {
        EventRefusal? refusal = KeepNumber(EventMember.LatencyMs, notNegative: true, ref _record.LatencySeconds);
        refusal ??= KeepNumber(EventMember.Score, notNegative: false, ref _record.Score);
        refusal ??= KeepNumber(EventMember.Cost, notNegative: true, ref _record.Cost);
        _record.LatencySeconds /= 1000;
        return refusal ?? FinishEmbedding();
    }

    private EventRefusal? FinishEmbedding()
    {
        MemberToken token = _tokens[(int)EventMember.Embedding];
        if (!token.IsGiven || _embeddingRead) return null;
        if (token.Type != JsonTokenType.StartArray) return RefusalDetails.WrongType(_json, "embedding", "an array of numbers", token);
        Utf8JsonReader reader = new(token.Of(_json), Options);
        reader.Read();
        ReadEmbedding(ref reader);
        return null;
    }

    private void ReadEmbedding(scoped ref Utf8JsonReader reader)
    {
        _embeddingRead = true;
        if (_plan!.Schema.EmbeddingLength > 0) EmbeddingReader.Read(ref reader, _plan.Schema.EmbeddingLength, _batch, ref _record);
    }

    /// <summary>NaN, however it is written, is a number that was not given.</summary>
    private readonly EventRefusal? KeepNumber(EventMember member, bool notNegative, ref double target)
    {
        MemberToken token = _tokens[(int)member];
        if (!token.IsGiven) return null;
        bool read = token.IsNumber ? JsonNumber.TryParse(token.Of(_json), out target)
            : token.IsText && NonFiniteWords.TryParse(token.Of(_json), out target);
        if (!read) return RefusalDetails.WrongType(_json, EventMembers.Name(member), "a number", token);
        if (double.IsInfinity(target) || (notNegative && target < 0))
        {
            return RefusalDetails.OutOfRange(_json, EventMembers.Name(member), notNegative ? "finite and at least 0" : "finite", token);
        }

        return null;
    }

    private EventRefusal? FinishObjects()
    {
        EnsureColumns();
        EventRefusal? refusal = FinishObject(EventMember.Features, _featuresRead);
        refusal ??= FinishObject(EventMember.Segments, _segmentsRead);
        return IsRanking ? refusal : refusal ?? FinishObject(EventMember.Scores, _scoresRead);
    }

    private EventRefusal? FinishObject(EventMember member, bool isRead)
    {
        MemberToken token = _tokens[(int)member];
        if (isRead || !token.IsGiven) return null;
        if (token.Type != JsonTokenType.StartObject) return RefusalDetails.WrongType(_json, EventMembers.Name(member), "an object", token);
        Utf8JsonReader reader = new(token.Of(_json), Options);
        reader.Read();
        return ReadObject(member, ref reader, token.Of(_json));
    }

    /// <param name="member">Features, segments or scores.</param>
    /// <param name="reader">On the start of the object.</param>
    /// <param name="source">What the reader reads.</param>
    private EventRefusal? ReadObject(EventMember member, scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        switch (member)
        {
            case EventMember.Features:
                ReadFeatures(ref reader);
                return null;
            case EventMember.Segments:
                _segmentsRead = true;
                return SegmentReader.Read(ref reader, source, _plan!.Schema, _batch, _segments, ref _record.UnknownMembers);
            default:
                _scoresRead = true;
                EventRefusal? refusal = ScoreReader.Read(ref reader, source, _batch, _record.ScoreStart);
                _record.ScoreCount = _batch.ScoreCount - _record.ScoreStart;
                return refusal;
        }
    }

    private void EnsureColumns()
    {
        if (_hasColumns) return;
        _hasColumns = true;
        _features = _batch.AddFeatures(_plan!.FeatureNames.Count, out _record.FeatureStart);
        _segments = _batch.AddSegments(_plan.Schema.SegmentNames.Count, out _record.SegmentStart);
    }

    private void ReadFeatures(scoped ref Utf8JsonReader reader)
    {
        EnsureColumns();
        _record.UnknownMembers += new FeatureReader(_plan!, _batch, _features, _segments).Read(ref reader);
        _featuresRead = true;
    }
}
