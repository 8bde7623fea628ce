using System.Security;
using System.Text;
using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Monitoring.Reviews;

namespace Heed.Server.Sources;

/// <summary>Writes open reviews as Label Studio's tasks: the features to look at, the model's answer as a prediction, the ids to come back by.</summary>
internal static class LabelStudioTasks
{
    /// <summary>What the control is called in <see cref="Config"/>, and therefore in the results of people.</summary>
    private const string Control = "label";

    private const string View = "features";

    public static void Write(IEnumerable<(string Id, string Model, OpenReview Review)> reviews, Stream target)
    {
        using Utf8JsonWriter writer = new(target);
        writer.WriteStartArray();
        foreach ((string _, string model, OpenReview review) in reviews) Write(writer, model, review);
        writer.WriteEndArray();
    }

    /// <summary>The labeling interface: a table of the features, and the classes or a number to choose.</summary>
    public static string Config(ModelSchema schema, IReadOnlyList<string> classes)
    {
        StringBuilder xml = new("<View>\n  <Table name=\"features\" value=\"$features\"/>\n");
        if (schema.Type == ModelType.Regression)
        {
            xml.Append("  <Number name=\"label\" toName=\"features\" required=\"true\"/>\n");
        }
        else
        {
            xml.Append("  <Choices name=\"label\" toName=\"features\" choice=\"single\" required=\"true\">\n");
            foreach (string name in classes) xml.Append("    <Choice value=\"").Append(SecurityElement.Escape(name)).Append("\"/>\n");
            xml.Append("  </Choices>\n");
        }

        return xml.Append("</View>\n").ToString();
    }

    private static void Write(Utf8JsonWriter writer, string model, OpenReview review)
    {
        using JsonDocument sent = JsonDocument.Parse(EventParser.ToStrictJson(review.Json.Span));
        JsonElement root = sent.RootElement;
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        writer.WriteString("heed_model", model);
        writer.WritePropertyName("heed_id");
        root.GetProperty("id").WriteTo(writer);
        if (root.TryGetProperty("features", out JsonElement features))
        {
            writer.WritePropertyName(View);
            features.WriteTo(writer);
        }

        writer.WriteEndObject();
        if (root.TryGetProperty("prediction", out JsonElement prediction)) WritePrediction(writer, root, prediction, review);
        writer.WriteEndObject();
    }

    private static void WritePrediction(Utf8JsonWriter writer, JsonElement root, JsonElement prediction, OpenReview review)
    {
        bool isNumber = prediction.ValueKind == JsonValueKind.Number;
        writer.WriteStartArray("predictions");
        writer.WriteStartObject();
        if (root.TryGetProperty("version", out JsonElement version)) writer.WriteString("model_version", version.ToString());
        if (double.IsFinite(review.Confidence)) writer.WriteNumber("score", review.Confidence);
        writer.WriteStartArray("result");
        writer.WriteStartObject();
        writer.WriteString("from_name", Control);
        writer.WriteString("to_name", View);
        writer.WriteString("type", isNumber ? "number" : "choices");
        writer.WriteStartObject("value");
        if (isNumber)
        {
            writer.WritePropertyName("number");
            prediction.WriteTo(writer);
        }
        else
        {
            writer.WriteStartArray("choices");
            writer.WriteStringValue(prediction.ToString());
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
