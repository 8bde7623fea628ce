using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Time;

namespace Heed.Ingest.Sources.LabelStudio;

/// <summary>
/// One task a line: its newest annotation that was not cancelled becomes a label of the prediction whose id the task's data carry
/// (<see cref="IdMember"/>, as Heed's own tasks do, or what <c>source.id</c> names).
/// </summary>
internal sealed class LabelStudioLines(SourceModels models, SourceModel? model) : JsonLines
{
    /// <summary>The members that Heed's tasks carry beside the features.</summary>
    public const string IdMember = "heed_id";

    public const string ModelMember = "heed_model";

    protected override SourceRefusal Read(JsonElement root, SourceLines lines)
    {
        JsonElement task = root.TryGetProperty("task", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        if (!task.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object) return SourceRefusal.UnknownLine;
        SourceModel? owner = TextOrNumber(data, ModelMember) is { } name ? models.Find(name) : model;
        if (owner is null) return SourceRefusal.UnknownModel;
        if (TextOrNumber(data, owner.Mapping.Id ?? IdMember) is not { Length: > 0 } id) return SourceRefusal.NoId;
        if (Newest(root, task) is not { } annotation || Label(annotation) is not { } label) return SourceRefusal.NoLabel;
        Write(owner, id, label, annotation, lines);
        return SourceRefusal.None;
    }

    private static void Write(SourceModel owner, string id, JsonElement label, JsonElement annotation, SourceLines lines)
    {
        lines.Write("{\"type\":\"label\",\"model\":"u8);
        lines.Write(owner.NameJson);
        lines.Write(",\"id\":"u8);
        lines.WriteText(Encoding.UTF8.GetBytes(id));
        if (Rfc3339.TryParse(Text(annotation, "updated_at") ?? Text(annotation, "created_at"), out long timeMs))
        {
            lines.Write(",\"time\":"u8);
            lines.Write(timeMs);
        }

        lines.Write(",\"label\":"u8);
        lines.WriteToken(Encoding.UTF8.GetBytes(label.GetRawText()));
        lines.Write(",\"reviewer\":"u8);
        lines.WriteText(Encoding.UTF8.GetBytes(Reviewer(annotation)));
        lines.Write("}"u8);
        lines.EndLine();
    }

    private static JsonElement? Newest(JsonElement root, JsonElement task)
    {
        if (root.TryGetProperty("annotation", out JsonElement only)) return IsUsable(only) ? only : null;
        if (!task.TryGetProperty("annotations", out JsonElement all) || all.ValueKind != JsonValueKind.Array) return null;
        JsonElement? newest = null;
        string newestTime = "";
        foreach (JsonElement annotation in all.EnumerateArray())
        {
            if (!IsUsable(annotation)) continue;
            string time = Text(annotation, "updated_at") ?? Text(annotation, "created_at") ?? "";
            if (newest is not null && string.CompareOrdinal(time, newestTime) < 0) continue;
            (newest, newestTime) = (annotation, time);
        }

        return newest;
    }

    private static bool IsUsable(JsonElement annotation) =>
        annotation.ValueKind == JsonValueKind.Object
        && !(annotation.TryGetProperty("was_cancelled", out JsonElement cancelled) && cancelled.ValueKind == JsonValueKind.True);

    /// <summary>The first choice, number, rating or text of the annotation's results.</summary>
    private static JsonElement? Label(JsonElement annotation)
    {
        if (!annotation.TryGetProperty("result", out JsonElement results) || results.ValueKind != JsonValueKind.Array) return null;
        foreach (JsonElement result in results.EnumerateArray())
        {
            bool hasValue = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("value", out JsonElement _);
            if (!hasValue) continue;
            JsonElement value = result.GetProperty("value");
            foreach (string kind in (ReadOnlySpan<string>)["choices", "number", "rating", "text"])
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(kind, out JsonElement told)) continue;
                if (told.ValueKind == JsonValueKind.Array && told.GetArrayLength() > 0) told = told[0];
                if (told.ValueKind is JsonValueKind.String or JsonValueKind.Number) return told;
            }
        }

        return null;
    }

    private static string Reviewer(JsonElement annotation)
    {
        if (!annotation.TryGetProperty("completed_by", out JsonElement by)) return "label-studio";
        if (by.ValueKind == JsonValueKind.Object && Text(by, "email") is { Length: > 0 } email) return email;
        return by.ValueKind == JsonValueKind.Number ? string.Create(CultureInfo.InvariantCulture, $"label-studio-{by.GetRawText()}") : "label-studio";
    }

    /// <summary>Ids may be numbers.</summary>
    private static string? TextOrNumber(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Number
            ? member.GetRawText()
            : Text(element, name);
}
