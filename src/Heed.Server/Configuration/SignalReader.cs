using Heed.Documents;
using Heed.Server.Signals;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>signals</c>.</summary>
internal static class SignalReader
{
    private const string Everything = "all";

    private static readonly string[] Words = ["critical", "warning", "info"];

    public static SignalOptions Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        SignalOptions options = new()
        {
            FalseAlarms = reader.TryGet("false_alarms", out DocumentNode? alarms)
                ? alarms.ReadParsed(FalseAlarmBudget.Parse, FalseAlarmBudget.Default)
                : FalseAlarmBudget.Default,
            Off = reader.TryGet("off", out DocumentNode? off) ? ReadOff(off) : new HashSet<string>(),
            Severities = reader.TryGet("severity", out DocumentNode? severity) ? ReadSeverities(severity) : new Dictionary<string, string>(),
        };
        reader.Finish();
        return options;
    }

    private static HashSet<string> ReadOff(DocumentNode node)
    {
        if (node.Text == Everything) return [.. SignalNames.All];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DocumentNode item in node.ReadSequence())
        {
            string name = item.ReadText();
            if (IsKnown(item, name)) names.Add(name);
        }

        return names;
    }

    private static Dictionary<string, string> ReadSeverities(DocumentNode node)
    {
        Dictionary<string, string> severities = new(StringComparer.Ordinal);
        foreach ((string name, DocumentNode value) in node.ReadMapping().Members)
        {
            string word = value.ReadText();
            if (!IsKnown(value, name)) continue;
            if (Words.Contains(word)) severities[name] = word;
            else value.Report($"expected one of {string.Join(", ", Words)}, found \"{word}\"");
        }

        return severities;
    }

    private static bool IsKnown(DocumentNode node, string name)
    {
        if (SignalNames.All.Contains(name)) return true;
        node.Report($"expected the name of a default alert ({string.Join(", ", SignalNames.All)}), found \"{name}\"");
        return false;
    }
}
