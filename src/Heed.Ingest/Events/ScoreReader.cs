using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Reads the <c>scores</c> of one prediction.</summary>
internal static class ScoreReader
{
    private const int FilterWords = 64;

    public static EventRefusal? Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> source, RecordBatch batch, int start)
    {
        // One bit a class, by its hash: only a class whose bit is set is compared with those before it.
        Span<ulong> filter = stackalloc ulong[FilterWords];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> name)) return RefusalDetails.HalfSurrogate("scores");
            TextSlice label = batch.AddText(name);
            reader.Read();
            double score = double.NaN;
            bool read = reader.TokenType switch
            {
                JsonTokenType.Number => JsonNumber.TryParse(reader.ValueSpan, out score),
                JsonTokenType.String => NonFiniteWords.TryParse(reader.ValueSpan, out score),
                JsonTokenType.Null => true,
                _ => false,
            };
            if (!read) return WrongType(ref reader, source, batch.String(label));
            if (batch.ScoreCount - start >= EventLimits.MaxScores) return RefusalDetails.TooManyScores();
            int former = IsMarked(filter, batch.Utf8(label)) ? Former(batch, start, label) : -1;
            if (former >= 0) batch.Scores[former] = new ClassScore(label, score);
            else batch.AddScore(new ClassScore(label, score));
        }

        return null;
    }

    private static EventRefusal WrongType(scoped ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> source, string label)
    {
        MemberToken found = MemberToken.At(in reader);
        string quoted = label.Length <= 64 ? label : $"{label[..64]}…";
        return RefusalDetails.WrongType(source, $"scores.{quoted}", "a number", found);
    }

    private static bool IsMarked(Span<ulong> filter, ReadOnlySpan<byte> label)
    {
        StableHash hash = new(0);
        hash.Add(label);
        int bit = (int)(hash.ToUInt64() % (FilterWords * 64));
        ulong mask = 1UL << (bit & 63);
        bool marked = (filter[bit >> 6] & mask) != 0;
        filter[bit >> 6] |= mask;
        return marked;
    }

    private static int Former(RecordBatch batch, int start, TextSlice label)
    {
        for (int i = start; i < batch.ScoreCount; i++)
        {
            if (batch.Utf8(batch.Scores[i].Class).SequenceEqual(batch.Utf8(label))) return i;
        }

        return -1;
    }
}
