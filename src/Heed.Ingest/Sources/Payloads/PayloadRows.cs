using System.Text.Json;

namespace Heed.Ingest.Sources.Payloads;

/// <summary>Reads rows that stand one behind another: arrays of values, objects by name, or bare values.</summary>
internal readonly ref struct PayloadRows(ReadOnlySpan<byte> json, PayloadTable table)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>An array of rows, or one row: an object, a text, a number.</summary>
    /// <param name="slice">Where the value stands.</param>
    /// <param name="names">Names of the columns of rows that are arrays; empty for none.</param>
    public PayloadProblem ReadRows(PayloadSlice slice, ReadOnlySpan<PayloadSlice> names = default)
    {
        Utf8JsonReader reader = new(slice.Of(_json), Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return ReadRow(ref reader, slice.Start, 0, names);
        int row = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            PayloadProblem problem = ReadRow(ref reader, slice.Start, row++, names);
            if (problem != PayloadProblem.None) return problem;
        }

        // A value that is cut short, or has something behind it, is found by one more step.
        reader.Read();
        return PayloadProblem.None;
    }

    private PayloadProblem ReadRow(scoped ref Utf8JsonReader reader, int offset, int row, ReadOnlySpan<PayloadSlice> names)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return ReadNamed(ref reader, offset, row);
        if (reader.TokenType != JsonTokenType.StartArray) return Add(ref reader, offset, row, 0, names.Length == 1 ? names[0] : default);
        int position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            PayloadSlice name = position < names.Length ? names[position] : default;
            PayloadProblem problem = Add(ref reader, offset, row, position++, name);
            if (problem != PayloadProblem.None) return problem;
        }

        return PayloadProblem.None;
    }

    private PayloadProblem ReadNamed(scoped ref Utf8JsonReader reader, int offset, int row)
    {
        int position = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            PayloadSlice name = new(offset + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            reader.Read();
            PayloadProblem problem = Add(ref reader, offset, row, position++, name);
            if (problem != PayloadProblem.None) return problem;
        }

        return PayloadProblem.None;
    }

    private PayloadProblem Add(scoped ref Utf8JsonReader reader, int offset, int row, int position, PayloadSlice name)
    {
        PayloadKind kind = KindOf(reader.TokenType);
        PayloadSlice value = PayloadReader.ValueOf(ref reader);
        PayloadCell cell = new(row, position, name, value with { Start = value.Start + offset }, kind);
        return table.TryAdd(in cell) ? PayloadProblem.None : PayloadProblem.TooLarge;
    }

    internal static PayloadKind KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.Number => PayloadKind.Number,
        JsonTokenType.String => PayloadKind.Text,
        JsonTokenType.True or JsonTokenType.False => PayloadKind.Boolean,
        JsonTokenType.Null => PayloadKind.Null,
        _ => PayloadKind.Nested,
    };
}
