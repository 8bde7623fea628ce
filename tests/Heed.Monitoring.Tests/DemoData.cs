using System.IO.Compression;
using System.Text;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Model.Time;
using Heed.Monitoring.Baselines;
using Heed.Testing;

namespace Heed.Monitoring.Tests;

/// <summary>The events of a demo model, read plainly, where the shared folder is beside the checkout.</summary>
internal static class DemoData
{
    public static string? File(string model, string file)
    {
        if (RepositoryFiles.Shared is null) return null;
        string path = Path.Combine(RepositoryFiles.Shared, "data", model, file + ".ndjson.gz");
        return System.IO.File.Exists(path) ? path : null;
    }

    public static IEnumerable<JsonElement> Events(string path)
    {
        using StreamReader reader = new(new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return JsonDocument.Parse(line).RootElement;
    }

    public static long TimeMs(JsonElement one)
    {
        Assert.True(Rfc3339.TryParse(one.GetProperty("time").GetString(), out long timeMs));
        return timeMs;
    }

    public static bool IsLabel(JsonElement one) => one.GetProperty("type").ValueEquals("label");

    public static Baseline BaselineOf(ModelOptions options, string path)
    {
        BaselineBuilder builder = new(options);
        foreach (JsonElement one in Events(path)) AddTo(builder, one);
        return builder.Build().Value;
    }

    public static EventRecord Record(EventWriter writer, JsonElement one)
    {
        string id = one.GetProperty("id").GetString()!;
        if (IsLabel(one)) return writer.Label(id, TimeMs(one), Plain(one.GetProperty("label")));
        return writer.Prediction(
            id,
            TimeMs(one),
            Plain(one.GetProperty("prediction")),
            one.GetProperty("features").EnumerateObject().ToDictionary(f => f.Name, f => Plain(f.Value)),
            one.TryGetProperty("score", out JsonElement score) ? score.GetDouble() : double.NaN,
            one.GetProperty("segments").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetString()!),
            one.GetProperty("latency_ms").GetDouble() / 1000);
    }

    private static void AddTo(BaselineBuilder builder, JsonElement one)
    {
        RecordId id = RecordId.Of(Encoding.UTF8.GetBytes(one.GetProperty("id").GetString()!));
        JsonElement answer = one.GetProperty(IsLabel(one) ? "label" : "prediction");
        string text = answer.ValueKind == JsonValueKind.String ? answer.GetString()! : answer.GetRawText();
        double number = answer.ValueKind == JsonValueKind.Number ? answer.GetDouble() : double.NaN;
        if (IsLabel(one))
        {
            builder.AddLabel(id, text, number);
            return;
        }

        foreach (JsonProperty feature in one.GetProperty("features").EnumerateObject())
        {
            if (Plain(feature.Value) is double value) builder.AddFeatureNumber(feature.Name, value);
            else builder.AddFeatureText(feature.Name, feature.Value.GetString()!);
        }

        foreach (JsonProperty segment in one.GetProperty("segments").EnumerateObject()) builder.AddSegment(segment.Name, segment.Value.GetString()!);
        double score = one.TryGetProperty("score", out JsonElement given) ? given.GetDouble() : double.NaN;
        builder.EndPrediction(new BaselinePrediction(id, TimeMs(one), one.GetProperty("latency_ms").GetDouble() / 1000, text, number, score));
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };
}
