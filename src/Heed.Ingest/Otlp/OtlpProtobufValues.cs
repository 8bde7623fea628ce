using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

using Heed.Model.Parsing;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Otlp;

/// <summary>Attributes and their values.</summary>
internal static class OtlpProtobufValues
{
    /// <summary>Lists in lists: more would be no attribute but an attack on the stack.</summary>
    private const int MostDepth = 16;

    private const uint Field1 = (1 << 3) | (uint)WireType.Bytes;
    private const uint Field2 = (2 << 3) | (uint)WireType.Bytes;

    /// <summary>The attributes of a resource, its field 1.</summary>
    public static bool TryReadAttributes(ReadOnlySpan<byte> message, List<OtlpAttribute> target)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != Field1) fields.Skip(tag);
            else if (!TryReadAttribute(fields.ReadBytes(), target)) return false;
        }

        return !fields.IsBroken;
    }

    public static bool TryReadAttribute(ReadOnlySpan<byte> message, List<OtlpAttribute> target)
    {
        if (!TryReadPair(message, 0, out string key, out JsonNode? value)) return false;
        target.Add(new OtlpAttribute(key, Text(value)));
        return true;
    }

    /// <summary>A value as a label has it: texts as they are, everything else as JSON.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar when scalar.TryGetValue(out string? text) => text,
        JsonValue scalar when scalar.TryGetValue(out double number) && !scalar.TryGetValue(out long _) => GoNumber.FormatExposition(number),
        _ => value.ToJsonString(),
    };

    private static bool TryReadPair(ReadOnlySpan<byte> message, int depth, out string key, out JsonNode? value)
    {
        key = "";
        value = null;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == Field1) key = Encoding.UTF8.GetString(fields.ReadBytes());
            else if (tag != Field2) fields.Skip(tag);
            else if (!TryReadValue(fields.ReadBytes(), depth, out value)) return false;
        }

        return !fields.IsBroken;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> message, int depth, out JsonNode? value)
    {
        value = null;
        if (depth == MostDepth) return false;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case Field1: value = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                case (2 << 3) | (uint)WireType.Varint: value = fields.ReadVarint() != 0; break;
                case (3 << 3) | (uint)WireType.Varint: value = (long)fields.ReadVarint(); break;
                case (4 << 3) | (uint)WireType.Fixed64: value = Number(fields.ReadDouble()); break;
                case (5 << 3) | (uint)WireType.Bytes when TryReadList(fields.ReadBytes(), depth, out value): break;
                case (6 << 3) | (uint)WireType.Bytes when TryReadMap(fields.ReadBytes(), depth, out value): break;
                case (7 << 3) | (uint)WireType.Bytes: value = Convert.ToBase64String(fields.ReadBytes()); break;
                case (5 << 3) | (uint)WireType.Bytes or (6 << 3) | (uint)WireType.Bytes: return false;
                default: fields.Skip(tag); break;
            }
        }

        return !fields.IsBroken;
    }

    /// <summary>JSON has no word for what is not finite.</summary>
    private static JsonNode Number(double number) =>
        double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture);

    private static bool TryReadList(ReadOnlySpan<byte> message, int depth, out JsonNode? list)
    {
        JsonArray items = [];
        list = items;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != Field1)
            {
                fields.Skip(tag);
                continue;
            }

            if (!TryReadValue(fields.ReadBytes(), depth + 1, out JsonNode? item)) return false;
            items.Add(item);
        }

        return !fields.IsBroken;
    }

    private static bool TryReadMap(ReadOnlySpan<byte> message, int depth, out JsonNode? map)
    {
        JsonObject members = [];
        map = members;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != Field1)
            {
                fields.Skip(tag);
                continue;
            }

            if (!TryReadPair(fields.ReadBytes(), depth + 1, out string key, out JsonNode? value)) return false;
            members[key] = value;
        }

        return !fields.IsBroken;
    }
}
