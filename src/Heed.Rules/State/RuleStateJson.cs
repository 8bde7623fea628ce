using System.Text.Json;
using System.Text.Json.Serialization;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Rules.State;

/// <summary>The engine's state as JSON: the members' names in snake case, label sets as objects, NaN and infinities as texts.</summary>
public static class RuleStateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new LabelSetConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>UTF-8, without a byte order mark. The same state gives the same bytes.</summary>
    public static byte[] Write(RuleEngineState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <summary>The error says where the text is not a state.</summary>
    public static ParseResult<RuleEngineState> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            RuleEngineState? state = JsonSerializer.Deserialize<RuleEngineState>(utf8, Options);
            return state is null
                ? ParseResult<RuleEngineState>.Failure("expected the state of rules, found null")
                : ParseResult<RuleEngineState>.Success(state);
        }
        catch (JsonException broken)
        {
            return ParseResult<RuleEngineState>.Failure($"expected the state of rules: {broken.Message}");
        }
    }

    private sealed class LabelSetConverter : JsonConverter<LabelSet>
    {
        public override LabelSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            LabelSetBuilder labels = new();
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("expected an object of labels");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                bool text = reader.Read() && reader.TokenType == JsonTokenType.String;
                if (!text) throw new JsonException($"expected the text of the label {name}");
                labels.Set(name, reader.GetString()!);
            }

            return labels.Build();
        }

        public override void Write(Utf8JsonWriter writer, LabelSet value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (Label label in value.Labels) writer.WriteString(label.Name, label.Value);
            writer.WriteEndObject();
        }
    }
}
