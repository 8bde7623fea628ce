using System.Text.Json;

namespace Heed.Ingest.Sources.Payloads;

/// <summary>
/// Reads the bodies of inference protocols into rows: KServe's V1 (<c>instances</c>, <c>predictions</c>), V2 or Open Inference
/// (<c>inputs</c>, <c>outputs</c> of tensors), Seldon's (<c>data</c> with <c>ndarray</c> or <c>tensor</c>, <c>jsonData</c>, <c>strData</c>),
/// MLflow's (<c>dataframe_split</c>, <c>dataframe_records</c>), a plain array of rows, or one object as one row. Nothing is allocated
/// once the table has grown.
/// </summary>
public static class PayloadReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <param name="json">The body; the table's slices point into it.</param>
    /// <param name="table">Filled anew.</param>
    public static PayloadProblem Read(ReadOnlySpan<byte> json, PayloadTable table)
    {
        table.Clear();
        try
        {
            Utf8JsonReader reader = new(json, Options);
            reader.Read();
            PayloadProblem problem = reader.TokenType == JsonTokenType.StartObject
                ? ReadObject(ref reader, json, table)
                : new PayloadRows(json, table).ReadRows(new PayloadSlice(0, json.Length));
            if (problem != PayloadProblem.None) return problem;
            table.Complete();
            return table.Rows == 0 ? PayloadProblem.UnknownShape : PayloadProblem.None;
        }
        catch (JsonException)
        {
            return PayloadProblem.BrokenJson;
        }
    }

    private static PayloadProblem ReadObject(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, PayloadTable table)
    {
        PayloadSlice rows = default, tensors = default, data = default, split = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isRows = name.SequenceEqual("instances"u8) || name.SequenceEqual("predictions"u8)
                || name.SequenceEqual("dataframe_records"u8) || name.SequenceEqual("jsonData"u8) || name.SequenceEqual("strData"u8);
            bool isTensors = name.SequenceEqual("inputs"u8) || name.SequenceEqual("outputs"u8);
            bool isData = name.SequenceEqual("data"u8);
            bool isSplit = name.SequenceEqual("dataframe_split"u8);
            bool isVersion = name.SequenceEqual("model_version"u8);
            bool isId = name.SequenceEqual("id"u8);
            reader.Read();
            PayloadSlice value = ValueOf(ref reader);
            if (isRows) rows = value;
            else if (isTensors) tensors = value;
            else if (isData) data = value;
            else if (isSplit) split = value;
            else if (isVersion) table.Version = TextOf(json, value);
            else if (isId) table.Id = TextOf(json, value);
        }

        // Anything behind the object is an error that only a further step finds.
        reader.Read();
        PayloadRows reading = new(json, table);
        if (!tensors.IsEmpty) return PayloadTensors.Read(json, tensors, table);
        if (!rows.IsEmpty) return reading.ReadRows(rows);
        if (!split.IsEmpty) return SeldonData.Read(json, split, table);
        if (data.IsEmpty) return reading.ReadRows(new PayloadSlice(0, json.Length));
        return json[data.Start] == '{' ? SeldonData.Read(json, data, table) : reading.ReadRows(data);
    }

    /// <summary>The value that the reader stands on, which it passes over.</summary>
    internal static PayloadSlice ValueOf(scoped ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new PayloadSlice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>Without its quotes; empty for anything but a text or a number.</summary>
    internal static PayloadSlice TextOf(ReadOnlySpan<byte> json, PayloadSlice value)
    {
        if (value.IsEmpty || json[value.Start] is (byte)'{' or (byte)'[' or (byte)'n' or (byte)'t' or (byte)'f') return default;
        return json[value.Start] == '"' ? new PayloadSlice(value.Start + 1, value.Length - 2) : value;
    }
}
