using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heed.Ingest.Otlp;

/// <summary>Members of OTLP's JSON, whose numbers may be texts.</summary>
internal static class OtlpJson
{
    public static bool TryMember(JsonElement json, string name, out JsonElement member)
    {
        member = default;
        if (json.ValueKind != JsonValueKind.Object) return false;
        return (json.TryGetProperty(name, out member) || json.TryGetProperty(SnakeCase(name), out member))
            && member.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The items of an array; none where the member is absent or something else.</summary>
    public static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        TryMember(json, name, out JsonElement member) && member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : default;

    public static string Text(JsonElement json, string name)
    {
        if (!TryMember(json, name, out JsonElement member)) return "";
        return member.ValueKind == JsonValueKind.String ? member.GetString() ?? "" : member.GetRawText();
    }

    public static double? Number(JsonElement json, string name) => TryMember(json, name, out JsonElement member) ? Number(member) : null;

    /// <summary>Null where it is none.</summary>
    public static double? Number(JsonElement json)
    {
        string text = json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : json.GetRawText();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
    }

    public static ulong Unsigned(JsonElement json, string name) => TryMember(json, name, out JsonElement member) ? Unsigned(member) : 0;

    public static ulong Unsigned(JsonElement json)
    {
        string text = json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : json.GetRawText();
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : 0;
    }

    public static void ReadAttributes(JsonElement json, List<OtlpAttribute> target)
    {
        foreach (JsonElement pair in Items(json, "attributes"))
        {
            JsonNode? value = TryMember(pair, "value", out JsonElement any) ? Value(any) : null;
            target.Add(new OtlpAttribute(Text(pair, "key"), OtlpProtobufValues.Text(value)));
        }
    }

    private static JsonNode? Value(JsonElement any)
    {
        if (TryMember(any, "stringValue", out JsonElement text)) return text.GetString();
        if (TryMember(any, "boolValue", out JsonElement flag)) return flag.ValueKind == JsonValueKind.True;
        if (TryMember(any, "intValue", out _)) return long.TryParse(Text(any, "intValue"), CultureInfo.InvariantCulture, out long whole) ? whole : null;
        if (Number(any, "doubleValue") is { } number) return double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture);
        if (TryMember(any, "bytesValue", out JsonElement bytes)) return bytes.GetString();
        if (TryMember(any, "arrayValue", out JsonElement list)) return new JsonArray([.. Items(list, "values").Select(Value)]);
        if (!TryMember(any, "kvlistValue", out JsonElement map)) return null;
        JsonObject members = [];
        foreach (JsonElement pair in Items(map, "values")) members[Text(pair, "key")] = TryMember(pair, "value", out JsonElement value) ? Value(value) : null;
        return members;
    }

    private static string SnakeCase(string name)
    {
        StringBuilder snake = new();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c)) snake.Append('_').Append(char.ToLowerInvariant(c));
            else snake.Append(c);
        }

        return snake.ToString();
    }
}
