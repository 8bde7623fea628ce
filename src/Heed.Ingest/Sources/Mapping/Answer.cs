using System.Buffers.Text;
using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Ingest.Sources.Payloads;
using Heed.Model.Records;

namespace Heed.Ingest.Sources.Mapping;

/// <summary>
/// What one row of an answer says: the prediction, and the probabilities where they are there. Found by name first; else the only
/// value is the prediction, and several numbers are the probabilities of the classes in their order.
/// </summary>
internal readonly ref struct Answer
{
    private readonly SourceModel _model;
    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<PayloadCell> _row;
    private readonly int _value;
    private readonly int _score;
    private readonly int _scores;

    /// <summary>A single probability beside a member that has all of them, or -1.</summary>
    private readonly int _beside = -1;

    public Answer(SourceModel model, ReadOnlySpan<byte> json, ReadOnlySpan<PayloadCell> row)
    {
        _model = model;
        _json = json;
        _row = row;
        (_value, _score) = (-1, -1);
        for (int i = 0; i < row.Length; i++)
        {
            ReadOnlySpan<byte> name = row[i].Name.Of(json);
            if (_value < 0 && model.IsPrediction(name))
            {
                _value = i;
            }
            else if (model.IsScore(name))
            {
                bool hasAll = _score >= 0 && row[_score].Kind == PayloadKind.Nested;
                if (row[i].Kind == PayloadKind.Nested) (_beside, _score, _scores) = (_score, i, 1);
                else if (hasAll) _beside = i;
                else (_score, _scores) = (_score < 0 ? i : _score, _scores + 1);
            }
        }

        if (_value >= 0 || _score >= 0 || model.Schema.Type == ModelType.Ranking) return;
        if (row.Length == 1 && row[0].Kind != PayloadKind.Nested) _value = 0;
        else if (AreNumbers(row)) (_score, _scores) = (0, row.Length);
    }

    /// <summary>Writes <c>"prediction":…</c> and what goes with it, behind a comma. False where there is none.</summary>
    public bool TryWrite(SourceLines lines)
    {
        if (_model.Schema.Type == ModelType.Embedding) return TryWriteEmbedding(lines);
        if (_model.Schema.Type == ModelType.Ranking) return TryWriteRanking(lines);
        if (_scores == 1 && _row[_score].Kind == PayloadKind.Nested) return TryWriteNested(lines);
        int best = _scores > 1 ? BestScore() : -1;
        if (_scores > 1 && best < 0) return false;
        lines.Write(",\"prediction\":"u8);
        if (!TryWriteAnswer(best, lines)) return false;
        if (_scores > 1) WriteScores(lines);
        else if (_scores == 1) WriteScore(_row[_score], lines);
        else if (IsProbability(_row[_value])) WriteScore(_row[_value], lines);
        return true;
    }

    /// <summary>The answer as one token of JSON: what a label is. False where there is none.</summary>
    public bool TryWriteAnswer(SourceLines lines) =>
        _model.Schema.Type == ModelType.Ranking ? TryWriteItems([], lines) : TryWriteAnswer(_scores > 1 ? BestScore() : -1, lines);

    private static bool AreNumbers(ReadOnlySpan<PayloadCell> row)
    {
        foreach (PayloadCell cell in row)
        {
            if (cell.Kind != PayloadKind.Number) return false;
        }

        return row.Length > 1;
    }

    private bool TryWriteAnswer(int best, SourceLines lines)
    {
        bool isRegression = _model.Schema.Type == ModelType.Regression;
        if (_value < 0)
        {
            if (best >= 0 && !isRegression) WriteClass(best, lines);
            else if (_scores == 1 && !isRegression) return TryWriteClassOf(_row[_score], lines);
            return best >= 0 && !isRegression;
        }

        PayloadCell cell = _row[_value];
        if (cell.Kind is PayloadKind.Nested or PayloadKind.Null) return false;
        if (!isRegression && cell.Kind == PayloadKind.Number) return TryWriteClassOf(cell, lines);
        lines.WriteToken(cell.Value.Of(_json));
        return !isRegression || cell.Kind == PayloadKind.Number;
    }

    /// <summary>A number of a model with classes: an index, or the probability of the second of two classes.</summary>
    private bool TryWriteClassOf(PayloadCell cell, SourceLines lines)
    {
        ReadOnlySpan<byte> text = cell.Value.Of(_json);
        if (!JsonNumber.TryParse(text, out double number)) return false;
        bool isWhole = Math.Floor(number) == number;
        ReadOnlySpan<byte[]> classes = _model.Classes;
        if (isWhole && (classes.Length == 0 || number < 0 || number >= classes.Length)) lines.Write(text);
        else if (isWhole) lines.Write(classes[(int)number]);
        else if (classes.Length == 2 && number is > 0 and < 1) lines.Write(classes[number >= _model.Mapping.Threshold ? 1 : 0]);
        else return false;
        return true;
    }

    private bool IsProbability(PayloadCell cell) =>
        _model.Classes.Length == 2 && cell.Kind == PayloadKind.Number && _model.Schema.Type != ModelType.Regression
        && JsonNumber.TryParse(cell.Value.Of(_json), out double number) && number is > 0 and < 1;

    /// <summary>With two classes the probability of the second one is told by class, so that it is nobody's guess which is positive.</summary>
    private void WriteScore(PayloadCell cell, SourceLines lines)
    {
        ReadOnlySpan<byte> text = cell.Value.Of(_json);
        if (cell.Kind != PayloadKind.Number || !JsonNumber.TryParse(text, out double number)) return;
        ReadOnlySpan<byte[]> classes = _model.Classes;
        if (classes.Length != 2)
        {
            lines.Write(",\"score\":"u8);
            lines.Write(text);
            return;
        }

        lines.Write(",\"scores\":{"u8);
        lines.Write(classes[0]);
        lines.Write(":"u8);
        lines.Write(1 - number, "R");
        lines.Write(","u8);
        lines.Write(classes[1]);
        lines.Write(":"u8);
        lines.Write(text);
        lines.Write("}"u8);
        if (_model.PositiveIndex < 0) return;
        lines.Write(",\"score\":"u8);
        if (_model.PositiveIndex == 1) lines.Write(text);
        else lines.Write(1 - number, "R");
    }

    private int BestScore()
    {
        int best = -1;
        double most = double.NegativeInfinity;
        int index = 0;
        for (int i = 0; i < _row.Length; i++)
        {
            if (!IsScoreCell(i)) continue;
            if (!JsonNumber.TryParse(_row[i].Value.Of(_json), out double number)) return -1;
            if (number > most) (best, most) = (index, number);
            index++;
        }

        return best;
    }

    private bool IsScoreCell(int i) => i == _score || (i > _score && (_scores == _row.Length || _model.IsScore(_row[i].Name.Of(_json))));

    private void WriteScores(SourceLines lines)
    {
        int index = 0;
        ReadOnlySpan<byte> positive = default;
        for (int i = 0; i < _row.Length; i++)
        {
            if (!IsScoreCell(i)) continue;
            if (index == _model.PositiveIndex) positive = _row[i].Value.Of(_json);
            lines.Write(index == 0 ? ",\"scores\":{"u8 : ","u8);
            WriteClass(index++, lines);
            lines.Write(":"u8);
            lines.Write(_row[i].Value.Of(_json));
        }

        lines.Write("}"u8);
        WritePositive(positive, index, lines);
    }

    private static void WritePositive(ReadOnlySpan<byte> score, int classes, SourceLines lines)
    {
        if (score.IsEmpty || classes != 2) return;
        lines.Write(",\"score\":"u8);
        lines.Write(score);
    }

    /// <summary>By the mapping; else by the column's name, unless that only counts; else by its index.</summary>
    private void WriteClass(int index, SourceLines lines)
    {
        ReadOnlySpan<byte> name = _row[_score + index < _row.Length ? _score + index : _score].Name.Of(_json);
        bool isName = name.Length > 0 && !name.StartsWith("t:"u8) && !_model.IsScore(name);
        if (index < _model.Classes.Length) lines.Write(_model.Classes[index]);
        else if (isName && _scores == _row.Length) lines.WriteQuoted(name);
        else lines.WriteIndex(index);
    }

    /// <summary>Probabilities as one member: a list in the order of the classes, or an object by class.</summary>
    private bool TryWriteNested(SourceLines lines)
    {
        ReadOnlySpan<byte> scores = _row[_score].Value.Of(_json);
        if (scores[0] == '{')
        {
            if (_value < 0) return false;
            lines.Write(",\"prediction\":"u8);
            if (!TryWriteAnswer(-1, lines)) return false;
            lines.Write(",\"scores\":"u8);
            lines.WriteToken(scores);
            if (_beside >= 0 && _row[_beside].Kind == PayloadKind.Number) WritePositive(_row[_beside].Value.Of(_json), 2, lines);
            return true;
        }

        return TryWriteList(scores, lines);
    }

    private bool TryWriteList(ReadOnlySpan<byte> scores, SourceLines lines)
    {
        (int best, double most, int index) = (-1, double.NegativeInfinity, 0);
        ReadOnlySpan<byte> positive = default;
        Utf8JsonReader reader = new(scores);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (!Utf8Parser.TryParse(reader.ValueSpan, out double number, out _)) return false;
            if (number > most) (best, most) = (index, number);
            if (index == _model.PositiveIndex) positive = reader.ValueSpan;
            lines.Write(index == 0 ? ",\"scores\":{"u8 : ","u8);
            if (index < _model.Classes.Length) lines.Write(_model.Classes[index]);
            else lines.WriteIndex(index);
            lines.Write(":"u8);
            lines.Write(reader.ValueSpan);
            index++;
        }

        if (best < 0) return false;
        lines.Write("}"u8);
        WritePositive(positive, index, lines);
        lines.Write(",\"prediction\":"u8);
        if (_value >= 0) return TryWriteAnswer(-1, lines);
        if (best < _model.Classes.Length) lines.Write(_model.Classes[best]);
        else lines.WriteIndex(best);
        return true;
    }

    private bool TryWriteEmbedding(SourceLines lines)
    {
        for (int i = 0; i < _row.Length; i++)
        {
            if (_row[i].Kind != PayloadKind.Nested || _json[_row[i].Value.Start] != '[') continue;
            lines.Write(",\"embedding\":"u8);
            lines.WriteToken(_row[i].Value.Of(_json));
            if (_value < 0 || _value == i) return true;
            lines.Write(",\"prediction\":"u8);
            return TryWriteAnswer(-1, lines);
        }

        if (!AreNumbers(_row)) return false;
        for (int i = 0; i < _row.Length; i++)
        {
            lines.Write(i == 0 ? ",\"embedding\":["u8 : ","u8);
            lines.Write(_row[i].Value.Of(_json));
        }

        lines.Write("]"u8);
        return true;
    }

    /// <summary>The list that was shown, with the scores of its items where they are told by item; those will do.</summary>
    private bool TryWriteRanking(SourceLines lines)
    {
        bool isList = TryWriteItems(",\"prediction\":"u8, lines);
        bool isScored = _scores == 1 && _json[_row[_score].Value.Start] == '{';
        if (!isScored) return isList;
        lines.Write(",\"scores\":"u8);
        lines.WriteToken(_row[_score].Value.Of(_json));
        return true;
    }

    /// <summary>
    /// A list, or an object of grades, as it is; else the values of a row without names. Nothing is written where there is neither.
    /// </summary>
    private bool TryWriteItems(ReadOnlySpan<byte> member, SourceLines lines)
    {
        int only = _value >= 0 ? _value : _row.Length == 1 && !_row[0].IsNamed ? 0 : -1;
        if (only >= 0 && _row[only].Kind is PayloadKind.Nested or PayloadKind.Text or PayloadKind.Number)
        {
            bool isOne = _row[only].Kind != PayloadKind.Nested;
            lines.Write(member);
            lines.Write(isOne ? "["u8 : []);
            lines.WriteToken(_row[only].Value.Of(_json));
            lines.Write(isOne ? "]"u8 : []);
            return true;
        }

        if (only >= 0 || _row.Length == 0 || _row[0].IsNamed) return false;
        lines.Write(member);
        for (int i = 0; i < _row.Length; i++)
        {
            lines.Write(i == 0 ? "["u8 : ","u8);
            lines.WriteToken(_row[i].Value.Of(_json));
        }

        lines.Write("]"u8);
        return true;
    }
}
