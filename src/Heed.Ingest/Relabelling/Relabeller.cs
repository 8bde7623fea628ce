using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Ingest.Relabelling;

/// <summary>Runs relabelling rules over labels, as Prometheus 3 does.</summary>
public static class Relabeller
{
    /// <summary>Changes the labels rule by rule, up to the first rule that drops them.</summary>
    public static RelabelVerdict Apply(IReadOnlyList<RelabelRule> rules, LabelSetBuilder labels)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (!Apply(rules[i], labels)) return new RelabelVerdict(i);
        }

        return RelabelVerdict.Kept;
    }

    /// <summary>False where the rule drops the labels.</summary>
    private static bool Apply(RelabelRule rule, LabelSetBuilder labels)
    {
        switch (rule.Action)
        {
            case RelabelAction.Keep: return rule.Regex.IsMatch(Source(rule, labels));
            case RelabelAction.Drop: return !rule.Regex.IsMatch(Source(rule, labels));
            case RelabelAction.KeepEqual: return labels.Get(rule.TargetLabel) == Source(rule, labels);
            case RelabelAction.DropEqual: return labels.Get(rule.TargetLabel) != Source(rule, labels);
            case RelabelAction.Replace: Replace(rule, labels); break;
            case RelabelAction.HashMod: labels.Set(rule.TargetLabel, HashMod(Source(rule, labels), rule.Modulus)); break;
            case RelabelAction.Lowercase: labels.Set(rule.TargetLabel, Source(rule, labels).ToLowerInvariant()); break;
            case RelabelAction.Uppercase: labels.Set(rule.TargetLabel, Source(rule, labels).ToUpperInvariant()); break;
            default: Names(rule, labels); break;
        }

        return true;
    }

    private static string Source(RelabelRule rule, LabelSetBuilder labels)
    {
        if (rule.SourceLabels.Count == 1) return labels.Get(rule.SourceLabels[0]);
        StringBuilder text = new();
        for (int i = 0; i < rule.SourceLabels.Count; i++)
        {
            if (i > 0) text.Append(rule.Separator);
            text.Append(labels.Get(rule.SourceLabels[i]));
        }

        return text.ToString();
    }

    /// <summary>A target that expands to no valid label name leaves the labels as they are.</summary>
    private static void Replace(RelabelRule rule, LabelSetBuilder labels)
    {
        Match match = rule.Regex.Match(Source(rule, labels));
        if (!match.Success) return;
        string target = Re2Template.Expand(rule.TargetLabel, match);
        if (target.Length > 0) labels.Set(target, Re2Template.Expand(rule.Replacement, match));
    }

    /// <summary>
    /// The last eight bytes of the source's MD5, big-endian, modulo: Prometheus' choice, so that shards of both agree.
    /// </summary>
    private static string HashMod(string source, ulong modulus)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // The hash spreads targets; it protects nothing.
        MD5.HashData(Encoding.UTF8.GetBytes(source), hash);
#pragma warning restore CA5351
        return (BinaryPrimitives.ReadUInt64BigEndian(hash[8..]) % modulus).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The actions on names see the labels as they were before the rule.</summary>
    private static void Names(RelabelRule rule, LabelSetBuilder labels)
    {
        foreach (Label label in labels.Build().Labels)
        {
            bool matches = rule.Regex.IsMatch(label.Name);
            if (rule.Action == RelabelAction.LabelMap)
            {
                if (matches) labels.Set(Re2Template.ReplaceAll(rule.Regex, label.Name, rule.Replacement), label.Value);
            }
            else if (matches == (rule.Action == RelabelAction.LabelDrop))
            {
                labels.Remove(label.Name);
            }
        }
    }
}
