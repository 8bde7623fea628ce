using System.Text.Json;

using Heed.Query.Results;

namespace Heed.Query.Printing;

/// <summary>
/// An explanation for programs: times in seconds. The totals have the names that Prometheus' <c>stats</c> have, so that its clients find
/// them; the tree stands beside them under <c>operators</c>.
/// </summary>
public static class ExplanationJson
{
    /// <summary>The value of <c>stats</c> beside <c>resultType</c> and <c>result</c>.</summary>
    public static void Write(QueryExplanation explanation, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("timings");
        writer.WriteNumber("evalTotalTime", explanation.Elapsed.TotalSeconds);
        writer.WriteEndObject();
        writer.WriteStartObject("samples");
        writer.WriteNumber("totalQueryableSamples", explanation.SamplesRead);
        writer.WriteNumber("peakSamples", explanation.PeakSamples);
        writer.WriteEndObject();
        writer.WriteNumber("seriesSelected", explanation.SeriesSelected);
        writer.WriteNumber("allocatedBytes", explanation.AllocatedBytes);
        if (explanation.Root is { } root)
        {
            writer.WritePropertyName("operators");
            Write(root, writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>What <see cref="Write(QueryExplanation, Utf8JsonWriter)"/> wrote.</summary>
    public static QueryExplanation Read(JsonElement stats)
    {
        JsonElement samples = stats.GetProperty("samples");
        return new QueryExplanation(
            TimeSpan.FromSeconds(stats.GetProperty("timings").GetProperty("evalTotalTime").GetDouble()),
            stats.GetProperty("seriesSelected").GetInt32(),
            samples.GetProperty("totalQueryableSamples").GetInt64(),
            samples.GetProperty("peakSamples").GetInt64(),
            stats.GetProperty("allocatedBytes").GetInt64(),
            stats.TryGetProperty("operators", out JsonElement root) ? ReadOperator(root) : null);
    }

    private static OperatorReport ReadOperator(JsonElement report) => new(
        report.GetProperty("operator").GetString()!,
        report.GetProperty("expression").GetString()!,
        report.GetProperty("steps").GetInt32(),
        report.GetProperty("series").GetInt32(),
        report.GetProperty("samplesRead").GetInt64(),
        report.GetProperty("summariesUsed").GetInt64(),
        TimeSpan.FromSeconds(report.GetProperty("seconds").GetDouble()),
        TimeSpan.FromSeconds(report.GetProperty("ownSeconds").GetDouble()),
        report.GetProperty("allocatedBytes").GetInt64(),
        [.. report.GetProperty("inputs").EnumerateArray().Select(ReadOperator)]);

    private static void Write(OperatorReport report, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("operator", report.Title);
        writer.WriteString("expression", report.Expression);
        writer.WriteNumber("steps", report.Steps);
        writer.WriteNumber("series", report.Series);
        writer.WriteNumber("samplesRead", report.SamplesRead);
        writer.WriteNumber("summariesUsed", report.SummariesUsed);
        writer.WriteNumber("seconds", report.Elapsed.TotalSeconds);
        writer.WriteNumber("ownSeconds", report.OwnElapsed.TotalSeconds);
        writer.WriteNumber("allocatedBytes", report.AllocatedBytes);
        writer.WriteStartArray("inputs");
        foreach (OperatorReport input in report.Inputs) Write(input, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
