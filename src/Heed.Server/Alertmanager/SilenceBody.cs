using System.Text.Json;

using Heed.Alerting.Silences;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Server.Alertmanager;

/// <summary>A silence in the JSON of Alertmanager's API.</summary>
internal static class SilenceBody
{
    private const string RemindBefore = "remindBefore";
    private const string ExpireUnmatched = "expireUnmatched";
    private const long LeastDurationMs = 60_000;

    public static ParseResult<Silence> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return ParseResult<Silence>.Failure("expected a silence as JSON: " + broken.Message);
        }
    }

    public static void Write(Utf8JsonWriter writer, Silence silence, long nowMs)
    {
        writer.WriteStartObject();
        writer.WriteString("id", silence.Id);
        writer.WriteStartObject("status");
        writer.WriteString("state", Word(silence.StateAt(nowMs)));
        writer.WriteEndObject();
        ApiAnswers.WriteTime(writer, "updatedAt", silence.UpdatedAtMs);
        writer.WriteString("comment", silence.Comment);
        writer.WriteString("createdBy", silence.CreatedBy);
        ApiAnswers.WriteTime(writer, "endsAt", silence.EndsAtMs);
        writer.WriteStartArray("matchers");
        foreach (LabelMatcher matcher in silence.Matchers)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isEqual", matcher.Operator is MatchOperator.Equal or MatchOperator.Regex);
            writer.WriteBoolean("isRegex", matcher.Operator is MatchOperator.Regex or MatchOperator.NotRegex);
            writer.WriteString("name", matcher.Name);
            writer.WriteString("value", matcher.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        ApiAnswers.WriteTime(writer, "startsAt", silence.StartsAtMs);

        // Heed's own members stand only where they say something: any other silence is Alertmanager's, member for member.
        WriteDuration(writer, RemindBefore, silence.RemindBeforeMs);
        WriteDuration(writer, ExpireUnmatched, silence.ExpireUnmatchedMs);
        writer.WriteEndObject();
    }

    public static string Word(SilenceState state) => state switch
    {
        SilenceState.Pending => "pending",
        SilenceState.Active => "active",
        _ => "expired",
    };

    private static ParseResult<Silence> Read(JsonElement body)
    {
        string[] missing =
            [.. ((string[])["matchers", "startsAt", "endsAt", "createdBy", "comment"]).Where(k => !body.TryGetProperty(k, out _))];
        if (missing.Length > 0) return ParseResult<Silence>.Failure($"{missing[0]} in body is required");
        List<LabelMatcher> matchers = [];
        foreach (JsonElement item in body.GetProperty("matchers").EnumerateArray())
        {
            ParseResult<LabelMatcher> matcher = ReadMatcher(item);
            if (!matcher.IsSuccess) return ParseResult<Silence>.Failure(matcher.Error!);
            matchers.Add(matcher.Value);
        }

        if (!Rfc3339.TryParse(Text(body, "startsAt"), out long starts) || !Rfc3339.TryParse(Text(body, "endsAt"), out long ends))
        {
            return ParseResult<Silence>.Failure("expected startsAt and endsAt to be times such as 2026-03-02T00:00:00Z");
        }

        if (!TryDuration(body, RemindBefore, out long remindMs) || !TryDuration(body, ExpireUnmatched, out long unmatchedMs))
        {
            return ParseResult<Silence>.Failure($"expected {RemindBefore} and {ExpireUnmatched} to be durations such as 30m, of at least a minute");
        }

        Silence silence = new(Text(body, "id"), matchers, starts, ends, 0, Text(body, "createdBy"), Text(body, "comment"));
        return ParseResult<Silence>.Success(silence with { RemindBeforeMs = remindMs, ExpireUnmatchedMs = unmatchedMs });
    }

    private static ParseResult<LabelMatcher> ReadMatcher(JsonElement item)
    {
        bool isRegex = item.TryGetProperty("isRegex", out JsonElement regex) && regex.ValueKind == JsonValueKind.True;
        bool isEqual = !item.TryGetProperty("isEqual", out JsonElement equal) || equal.ValueKind != JsonValueKind.False;
        string name = Text(item, "name");
        if (name.Length == 0) return ParseResult<LabelMatcher>.Failure("invalid label matcher 0: invalid label name \"\"");
        MatchOperator op = (isRegex, isEqual) switch
        {
            (true, true) => MatchOperator.Regex,
            (true, false) => MatchOperator.NotRegex,
            (false, true) => MatchOperator.Equal,
            _ => MatchOperator.NotEqual,
        };
        return LabelMatcher.Parse(name, op, Text(item, "value"));
    }

    private static bool TryDuration(JsonElement body, string name, out long durationMs)
    {
        durationMs = 0;
        string text = Text(body, name);
        if (text.Length == 0) return true;
        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(text);
        if (duration.IsSuccess) durationMs = (long)duration.Value.TotalMilliseconds;
        return durationMs >= LeastDurationMs;
    }

    private static void WriteDuration(Utf8JsonWriter writer, string name, long durationMs)
    {
        if (durationMs > 0) writer.WriteString(name, PrometheusDuration.Format(TimeSpan.FromMilliseconds(durationMs)));
    }

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
