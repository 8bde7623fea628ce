using System.Globalization;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Remote.Reading;

/// <summary>What a query asks for, as the parameters of an address.</summary>
internal static class SelectorText
{
    /// <summary>
    /// <c>{a="b",c=~"d"}</c>. Stores refuse a selector that the empty set of labels satisfies; every series has a name, so that asking
    /// for one changes nothing.
    /// </summary>
    public static string Of(IReadOnlyList<LabelMatcher> matchers)
    {
        IEnumerable<string> parts = matchers.Select(m => m.ToString());
        if (matchers.All(m => m.MatchesEmpty)) parts = parts.Append($"{LabelNames.MetricName}!=\"\"");
        return $"{{{string.Join(',', parts)}}}";
    }

    /// <summary>Unix seconds with three decimals. A query may reach before the epoch; no store holds anything there.</summary>
    public static string Seconds(long timeMs) =>
        (Math.Clamp(timeMs, 0, 253_402_300_799_000) / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    public static string Range(long fromMs, long toMs) => $"start={Seconds(fromMs)}&end={Seconds(toMs)}";

    /// <summary>
    /// A label's name as a part of a path. A name beyond letters, digits and underscores is written as Prometheus 3 escapes it:
    /// <c>U__</c>, and each other character as its code point between underscores.
    /// </summary>
    public static string PathPart(string name)
    {
        if (Identifiers.IsLabelName(name)) return name;
        StringBuilder escaped = new("U__");
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune.Value == '_') escaped.Append("__");
            else if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)) escaped.Append((char)rune.Value);
            else escaped.Append(CultureInfo.InvariantCulture, $"_{rune.Value:x}_");
        }

        return escaped.ToString();
    }
}
