using System.Globalization;
using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>
/// Reads the items of a ranking model's prediction with their scores, and those of its label with how relevant each is, into
/// <see cref="RecordBatch.Scores"/>.
/// </summary>
internal static class RankingReader
{
    private const string Item = "a text or a number that is not empty";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = EventLimits.MaxDepth };

    /// <summary>Without a list the scores alone tell the order: falling, equal ones as written.</summary>
    /// <param name="json">The event.</param>
    /// <param name="list">The member <c>prediction</c>.</param>
    /// <param name="scores">The member <c>scores</c>: one of an item that is not in the list is counted as unknown.</param>
    public static EventRefusal? ReadPrediction(
        ReadOnlySpan<byte> json, MemberToken list, MemberToken scores, RecordBatch batch, ref EventRecord record)
    {
        if (list.IsGiven)
        {
            if (list.Type != JsonTokenType.StartArray) return RefusalDetails.WrongType(json, "prediction", "a list of items", list);
            if (ReadItems(list.Of(json), "prediction", batch, ref record) is { } refusal) return refusal;
        }

        if (scores.IsGiven)
        {
            if (scores.Type != JsonTokenType.StartObject) return RefusalDetails.WrongType(json, "scores", "an object", scores);
            if (ReadNumbers(scores.Of(json), areGrades: false, list.IsGiven, batch, ref record) is { } refusal) return refusal;
            if (!list.IsGiven) Items(batch, record).Sort(ByScore);
        }

        if (record.ScoreCount > 0) record.Answer = Items(batch, record)[0].Class;
        return null;
    }

    /// <summary>A list of relevant items, an object of grades by item, or one relevant item.</summary>
    public static EventRefusal? ReadLabel(ReadOnlySpan<byte> json, MemberToken label, RecordBatch batch, ref EventRecord record)
    {
        switch (label.Type)
        {
            case JsonTokenType.StartArray:
                EventRefusal? refusal = ReadItems(label.Of(json), "label", batch, ref record);
                foreach (ref ClassScore relevant in Items(batch, record)) relevant = relevant with { Score = 1 };
                return refusal;
            case JsonTokenType.StartObject:
                return ReadNumbers(label.Of(json), areGrades: true, isMatched: false, batch, ref record);
            default:
                if (!label.IsText && !label.IsNumber)
                {
                    return RefusalDetails.WrongType(json, "label", "a list of items, an object of grades or one item", label);
                }

                if (!JsonText.TryPeek(json, label, batch, out ReadOnlySpan<byte> item)) return RefusalDetails.HalfSurrogate("label");
                if (item.Length > 0) Add(batch, ref record, batch.AddText(item), 1);
                return null;
        }
    }

    private static Span<ClassScore> Items(RecordBatch batch, in EventRecord record) =>
        batch.Scores.Slice(record.ScoreStart, record.ScoreCount);

    private static void Add(RecordBatch batch, ref EventRecord record, TextSlice item, double score)
    {
        batch.AddScore(new ClassScore(item, score));
        record.ScoreCount++;
    }

    private static EventRefusal? ReadItems(ReadOnlySpan<byte> source, string name, RecordBatch batch, ref EventRecord record)
    {
        Utf8JsonReader reader = new(source, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            bool isItem = reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length > 0;
            if (!isItem) return WrongType(source, $"{name}[{Number(record.ScoreCount)}]", Item, ref reader);
            if (record.ScoreCount == EventLimits.MaxScores) return RefusalDetails.TooManyItems(name);
            if (!JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> item)) return RefusalDetails.HalfSurrogate(name);
            Add(batch, ref record, batch.AddText(item), double.NaN);
        }

        return null;
    }

    /// <param name="areGrades">Grades are at least 0; scores are any number.</param>
    /// <param name="isMatched">Whether the items are there already and only get their numbers.</param>
    private static EventRefusal? ReadNumbers(
        ReadOnlySpan<byte> source, bool areGrades, bool isMatched, RecordBatch batch, ref EventRecord record)
    {
        string name = areGrades ? "label" : "scores";
        int expected = 0;
        Utf8JsonReader reader = new(source, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> text)) return RefusalDetails.HalfSurrogate(name);
            TextSlice item = batch.AddText(text);
            reader.Read();
            if (!TryReadNumber(ref reader, areGrades, out double number))
            {
                string expectation = areGrades ? "a number of at least 0" : "a number";
                return WrongType(source, $"{name}.{RefusalDetails.Text(batch.Utf8(item))}", expectation, ref reader);
            }

            int place = isMatched ? Find(Items(batch, record), batch, item, ref expected) : -1;
            if (place >= 0) Items(batch, record)[place] = new ClassScore(item, number);
            else if (isMatched) record.UnknownMembers++;
            else if (record.ScoreCount == EventLimits.MaxScores) return RefusalDetails.TooManyItems(name);
            else if (item.Length > 0) Add(batch, ref record, item, number);
        }

        return null;
    }

    private static bool TryReadNumber(scoped ref readonly Utf8JsonReader reader, bool isGrade, out double number)
    {
        number = isGrade ? 0 : double.NaN;
        bool read = reader.TokenType switch
        {
            JsonTokenType.Number => JsonNumber.TryParse(reader.ValueSpan, out number),
            JsonTokenType.String => !isGrade && NonFiniteWords.TryParse(reader.ValueSpan, out number),
            JsonTokenType.Null => true,
            _ => false,
        };
        return read && (!isGrade || (number >= 0 && double.IsFinite(number)));
    }

    /// <summary>Scores mostly stand in the order of their items: the one behind the last found is tried first.</summary>
    private static int Find(ReadOnlySpan<ClassScore> items, RecordBatch batch, TextSlice item, ref int expected)
    {
        ReadOnlySpan<byte> wanted = batch.Utf8(item);
        for (int i = 0; i < items.Length; i++)
        {
            int place = (expected + i) % items.Length;
            if (!batch.Utf8(items[place].Class).SequenceEqual(wanted)) continue;
            expected = place + 1;
            return place;
        }

        return -1;
    }

    /// <summary>An item without a score comes last; texts lie in the order in which they were written.</summary>
    private static int ByScore(ClassScore a, ClassScore b)
    {
        int byScore = b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : a.Class.Start.CompareTo(b.Class.Start);
    }

    private static EventRefusal WrongType(
        ReadOnlySpan<byte> source, string name, string expected, scoped ref readonly Utf8JsonReader reader) =>
        RefusalDetails.WrongType(source, name, expected, MemberToken.At(in reader));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
