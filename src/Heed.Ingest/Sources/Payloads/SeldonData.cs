using System.Text.Json;

namespace Heed.Ingest.Sources.Payloads;

/// <summary>
/// Reads rows whose columns are named beside them: Seldon's <c>{"names": […], "ndarray": [[…]]}</c> or
/// <c>{"names": […], "tensor": {"shape": […], "values": […]}}</c>, and pandas' <c>{"columns": […], "data": [[…]]}</c>.
/// </summary>
internal static class SeldonData
{
    private const int MaxNames = 4096;

    public static PayloadProblem Read(ReadOnlySpan<byte> json, PayloadSlice slice, PayloadTable table)
    {
        PayloadSlice names = default, rows = default, shape = default, values = default;
        bool isTable = false;
        Utf8JsonReader reader = new(slice.Of(json));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isNames = name.SequenceEqual("names"u8) || name.SequenceEqual("columns"u8);
            bool isRows = name.SequenceEqual("ndarray"u8) || name.SequenceEqual("data"u8);
            bool isTensor = name.SequenceEqual("tensor"u8);
            reader.Read();
            isTable |= isRows || isTensor;
            if (isTensor && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadTensor(ref reader, slice.Start, ref shape, ref values);
                continue;
            }

            PayloadSlice value = PayloadReader.ValueOf(ref reader);
            value = value with { Start = value.Start + slice.Start };
            if (isNames) names = value;
            else if (isRows) rows = value;
        }

        // Any other object is one row of a service's own making.
        if (!isTable) return new PayloadRows(json, table).ReadRows(slice);
        Span<PayloadSlice> columns = names.IsEmpty ? [] : ReadNames(json, names);
        if (!rows.IsEmpty) return new PayloadRows(json, table).ReadRows(rows, columns);
        return values.IsEmpty ? PayloadProblem.UnknownShape : PayloadTensors.AddTensor(json, shape, values, columns, first: 0, table, out _);
    }

    private static void ReadTensor(scoped ref Utf8JsonReader reader, int offset, ref PayloadSlice shape, ref PayloadSlice values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isShape = reader.ValueTextEquals("shape"u8);
            bool isValues = reader.ValueTextEquals("values"u8);
            reader.Read();
            PayloadSlice value = PayloadReader.ValueOf(ref reader);
            value = value with { Start = value.Start + offset };
            if (isShape) shape = value;
            else if (isValues) values = value;
        }
    }

    private static PayloadSlice[] ReadNames(ReadOnlySpan<byte> json, PayloadSlice names)
    {
        Utf8JsonReader reader = new(names.Of(json));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return [];
        List<PayloadSlice> found = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && found.Count < MaxNames)
        {
            PayloadSlice value = PayloadReader.ValueOf(ref reader);
            found.Add(PayloadReader.TextOf(json, value with { Start = value.Start + names.Start }));
        }

        return [.. found];
    }
}
