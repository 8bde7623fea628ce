using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Heed.SignalBench;

/// <summary>Lets score.py judge every seed and puts the figures side by side.</summary>
internal static class Scorecard
{
    private static readonly string[] Figures =
    [
        "incidents", "recall", "recall_with_right_attribution", "severity_right", "detected_by_deadline", "detected_late",
        "median_delay_to_deadline_ratio", "false_interruptions", "healthy_model_weeks", "false_per_model_week", "false_per_model_week_benign",
        "benign_scenarios_without_interruption", "benign_scenarios", "interruptions_per_noticed_incident", "strict_f1",
    ];

    public static int Write(BenchOptions options)
    {
        StringBuilder text = new("figure");
        List<JsonElement> summaries = [];
        List<string> scenarios = [];
        foreach (int seed in options.Seeds)
        {
            if (Score(options, seed) is not { } score) return 1;
            summaries.Add(score.GetProperty("summary"));
            text.Append(CultureInfo.InvariantCulture, $"\tseed {seed}");
            foreach (JsonElement scenario in score.GetProperty("scenarios").EnumerateArray()) scenarios.AddRange(Lines(seed, scenario));
        }

        text.Append('\n');
        foreach (string figure in Figures)
        {
            text.Append(figure);
            foreach (JsonElement summary in summaries) text.Append('\t').Append(Number(summary.GetProperty(figure)));
            text.Append('\n');
        }

        text.Append("\nseed\tscenario\tdetected\tdelay_h\tdeadline_h\tinterruptions\tattributed\tseverity\tfalse\tfalse_alerts\n");
        foreach (string line in scenarios) text.Append(line).Append('\n');
        Console.Out.Write(text);
        if (options.Out is { } file) File.WriteAllText(file, text.ToString());
        return 0;
    }

    private static JsonElement? Score(BenchOptions options, int seed)
    {
        string[] arguments =
        [
            Path.Combine(options.Signal, "score.py"), "--truth", TruthOf(options, seed), "--notifications", options.NoticesOf(seed), "--json",
        ];
        if (Generator.Run(options, arguments, out string output) != 0) return null;
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>score.py takes a stream without notices for silence: it is shown those alone that were replayed.</summary>
    private static string TruthOf(BenchOptions options, int seed)
    {
        if (options.Scenarios.Count == 0) return options.StreamsOf(seed);
        string folder = Path.Combine(options.Work, options.Family + "truth", seed.ToString(CultureInfo.InvariantCulture));
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (string scenario in options.Scenarios)
        {
            string target = Path.Combine(folder, scenario);
            Directory.CreateDirectory(target);
            File.Copy(Path.Combine(options.StreamsOf(seed), scenario, "truth.json"), Path.Combine(target, "truth.json"));
        }

        return folder;
    }

    private static IEnumerable<string> Lines(int seed, JsonElement scenario)
    {
        string name = scenario.GetProperty("scenario").GetString()!;
        int wrong = scenario.GetProperty("false_interruptions").GetInt32();
        string alerts = string.Join(',', scenario.GetProperty("false_names").EnumerateArray().Select(n => n.GetString()));
        if (scenario.GetProperty("benign").GetBoolean()) yield return $"{seed}\t{name}\tbenign\t\t\t\t\t\t{wrong}\t{alerts}";
        foreach (JsonElement incident in scenario.GetProperty("incidents").EnumerateArray())
        {
            string detected = incident.GetProperty("detected").GetBoolean() ? "yes" : incident.GetProperty("late").GetBoolean() ? "late" : "no";
            string attributed = incident.GetProperty("attributed").GetBoolean() ? "yes" : "no";
            string severity = incident.GetProperty("severity_right").GetBoolean() ? "right" : "wrong";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{seed}\t{name}\t{detected}\t{Hours(incident, "delay_seconds")}\t{Hours(incident, "deadline_seconds")}\t{incident.GetProperty("interruptions").GetInt32()}\t{attributed}\t{severity}\t{wrong}\t{alerts}");
        }
    }

    private static string Hours(JsonElement incident, string key) => incident.GetProperty(key) is { ValueKind: JsonValueKind.Number } seconds
        ? (seconds.GetDouble() / 3600).ToString("0.0", CultureInfo.InvariantCulture)
        : "-";

    private static string Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("0.###", CultureInfo.InvariantCulture) : "-";
}
