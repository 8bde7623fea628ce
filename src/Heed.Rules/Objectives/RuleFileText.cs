using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>Writes generated groups as a rule file that Prometheus reads.</summary>
public static class RuleFileText
{
    /// <summary>Deterministic: the same groups give the same text.</summary>
    public static string Write(IEnumerable<GeneratedGroup> groups)
    {
        StringBuilder text = new("groups:\n");
        bool any = false;
        foreach (GeneratedGroup group in groups)
        {
            any = true;
            text.Append(CultureInfo.InvariantCulture, $"  - name: {Scalar(group.Name)}\n");
            if (group.Interval is { } interval) text.Append(CultureInfo.InvariantCulture, $"    interval: {PrometheusDuration.Format(interval)}\n");
            text.Append("    rules:\n");
            foreach (GeneratedRule rule in group.Rules) Append(text, rule);
        }

        return any ? text.ToString() : "groups: []\n";
    }

    private static void Append(StringBuilder text, GeneratedRule rule)
    {
        text.Append(CultureInfo.InvariantCulture, $"      - {(rule.IsAlert ? "alert" : "record")}: {Scalar(rule.Name)}\n");
        AppendExpression(text, rule.Expression);
        AppendDuration(text, "for", rule.HoldDuration);
        AppendDuration(text, "keep_firing_for", rule.KeepFiringFor);
        AppendTexts(text, "labels", rule.Labels);
        AppendTexts(text, "annotations", rule.Annotations);
    }

    private static void AppendDuration(StringBuilder text, string key, TimeSpan duration)
    {
        if (duration > TimeSpan.Zero) text.Append(CultureInfo.InvariantCulture, $"        {key}: {PrometheusDuration.Format(duration)}\n");
    }

    /// <summary>In a literal block, where PromQL needs no quoting.</summary>
    private static void AppendExpression(StringBuilder text, string expression)
    {
        text.Append("        expr: |-\n");
        foreach (string line in expression.Split('\n')) text.Append(line.Length == 0 ? "" : "          ").Append(line.TrimEnd('\r')).Append('\n');
    }

    private static void AppendTexts(StringBuilder text, string key, IReadOnlyList<Label> texts)
    {
        if (texts.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"        {key}:\n");
        foreach (Label label in texts) text.Append(CultureInfo.InvariantCulture, $"          {Scalar(label.Name)}: {Scalar(label.Value)}\n");
    }

    /// <summary>Plain where no reader could take it for anything else, and in double quotes, which JSON's escapes fit, elsewhere.</summary>
    private static string Scalar(string value)
    {
        bool isWord = value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':' or '/' or '.')
            && !value.EndsWith(':');
        bool isReserved = value.ToUpperInvariant() is "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "NULL" or "Y" or "N";
        return isWord && !isReserved ? value : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}
