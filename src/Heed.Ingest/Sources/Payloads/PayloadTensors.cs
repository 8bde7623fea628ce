using System.Buffers.Text;
using System.Text.Json;

namespace Heed.Ingest.Sources.Payloads;

/// <summary>
/// Reads <c>inputs</c> and <c>outputs</c>: a list of tensors (<c>{"name", "shape", "datatype", "data"}</c>, flat or nested), whose first
/// dimension is the rows; or, as TensorFlow's servers take them, rows or an object of columns.
/// </summary>
internal static class PayloadTensors
{
    private const int MaxDimensions = 8;

    public static PayloadProblem Read(ReadOnlySpan<byte> json, PayloadSlice slice, PayloadTable table)
    {
        Utf8JsonReader reader = new(slice.Of(json));
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return ReadColumns(ref reader, slice.Start, table);
        int first = 0;
        reader.Read();
        while (reader.TokenType == JsonTokenType.StartObject)
        {
            bool isTensor = ReadMembers(ref reader, json, slice.Start, out PayloadSlice name, out PayloadSlice shape, out PayloadSlice data);
            if (!isTensor && first == 0) break;
            if (!isTensor) return PayloadProblem.UnknownShape;
            if (data.IsEmpty) return PayloadProblem.BinaryTensor;
            PayloadProblem problem = AddTensor(json, shape, data, [name], first, table, out int width);
            if (problem != PayloadProblem.None) return problem;
            first += width;
            reader.Read();
        }

        return first == 0 ? new PayloadRows(json, table).ReadRows(slice) : PayloadProblem.None;
    }

    /// <param name="json">All bytes of the payload.</param>
    /// <param name="shape">A list of dimensions; empty for one dimension.</param>
    /// <param name="data">A list of values, flat or nested.</param>
    /// <param name="names">One for all columns, or one for each; anything else names none.</param>
    /// <param name="first">The position of the tensor's first column.</param>
    /// <param name="table">Takes the values.</param>
    /// <param name="width">Columns of the tensor.</param>
    public static PayloadProblem AddTensor(
        ReadOnlySpan<byte> json, PayloadSlice shape, PayloadSlice data, ReadOnlySpan<PayloadSlice> names, int first, PayloadTable table, out int width)
    {
        width = 1;
        if (!TryReadShape(json, shape, out long rows, out long columns)) return PayloadProblem.WrongShape;
        if (rows > PayloadTable.MaxRows || columns > PayloadTable.MaxCells) return PayloadProblem.TooLarge;
        width = (int)columns;
        Utf8JsonReader reader = new(data.Of(json));
        long count = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray) continue;
            if (reader.TokenType == JsonTokenType.StartObject) return PayloadProblem.WrongShape;
            if (rows >= 0 && count == rows * columns) return PayloadProblem.WrongShape;
            PayloadKind kind = PayloadRows.KindOf(reader.TokenType);
            PayloadSlice value = PayloadReader.ValueOf(ref reader);
            int column = (int)(count % columns);
            PayloadSlice name = names.Length == 1 ? names[0] : names.Length == columns ? names[column] : default;
            PayloadCell cell = new((int)(count / columns), first + column, name, value with { Start = value.Start + data.Start }, kind);
            if (!table.TryAdd(in cell)) return PayloadProblem.TooLarge;
            count++;
        }

        return rows < 0 || count == rows * columns ? PayloadProblem.None : PayloadProblem.WrongShape;
    }

    /// <summary>From an object's start to its end. False where it is no tensor but a row of its own.</summary>
    private static bool ReadMembers(
        scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int offset, out PayloadSlice name, out PayloadSlice shape, out PayloadSlice data)
    {
        (name, shape, data) = (default, default, default);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("name"u8);
            bool isShape = reader.ValueTextEquals("shape"u8);
            bool isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            PayloadSlice value = PayloadReader.ValueOf(ref reader);
            value = value with { Start = value.Start + offset };
            if (isName) name = PayloadReader.TextOf(json, value);
            else if (isShape) shape = value;
            else if (isData) data = value;
        }

        return !shape.IsEmpty;
    }

    /// <summary>Columns by name: <c>{"a": [1, 2], "b": [3, 4]}</c>.</summary>
    private static PayloadProblem ReadColumns(scoped ref Utf8JsonReader reader, int offset, PayloadTable table)
    {
        int position = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            PayloadSlice name = new(offset + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            reader.Read();
            int row = 0;
            bool isList = reader.TokenType == JsonTokenType.StartArray;
            while (!isList || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
            {
                PayloadKind kind = PayloadRows.KindOf(reader.TokenType);
                PayloadSlice value = PayloadReader.ValueOf(ref reader);
                PayloadCell cell = new(row++, position, name, value with { Start = value.Start + offset }, kind);
                if (!table.TryAdd(in cell)) return PayloadProblem.TooLarge;
                if (!isList) break;
            }

            position++;
        }

        return PayloadProblem.None;
    }

    /// <param name="rows">-1 where the shape does not say.</param>
    private static bool TryReadShape(ReadOnlySpan<byte> json, PayloadSlice shape, out long rows, out long columns)
    {
        rows = -1;
        columns = 1;
        if (shape.IsEmpty) return true;
        Utf8JsonReader reader = new(shape.Of(json));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        int dimension = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            bool isSize = Utf8Parser.TryParse(reader.ValueSpan, out int size, out int read) && read == reader.ValueSpan.Length;
            if (!isSize || dimension == MaxDimensions) return false;
            if (dimension == 0) rows = size;
            else if (size < 1 || (columns *= size) > PayloadTable.MaxCells) return false;
            dimension++;
        }

        return true;
    }
}
