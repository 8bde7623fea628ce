using System.Text.Json;
using System.Text.Json.Serialization;

using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>Label sets as JSON objects, ordered by name.</summary>
public sealed class LabelSetConverter : JsonConverter<LabelSet>
{
    public override LabelSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        LabelSetBuilder labels = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            labels.Set(name, reader.GetString() ?? "");
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
