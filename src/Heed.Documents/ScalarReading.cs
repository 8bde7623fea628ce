using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Documents;

/// <summary>Reads scalars as values. A wrong one is reported at its place with what was expected, and the fallback is returned.</summary>
public static class ScalarReading
{
    public static string ReadText(this DocumentNode node, string fallback = "")
    {
        if (node.Text is { } text) return text;
        if (node.Kind != NodeKind.Null) node.Report($"expected a text, found {node.Describe()}");
        return fallback;
    }

    public static bool ReadBool(this DocumentNode node, bool fallback = false)
    {
        if (!node.IsQuoted)
        {
            if (node.Text is "true" or "True" or "TRUE") return true;
            if (node.Text is "false" or "False" or "FALSE") return false;
        }

        node.Report($"expected true or false, found {node.Describe()}");
        return fallback;
    }

    public static long ReadInteger(this DocumentNode node, long fallback, long least = long.MinValue, long most = long.MaxValue)
    {
        bool number = long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        if (number && value >= least && value <= most) return value;
        node.Report($"expected a whole number{Range(least, most)}, found {node.Describe()}");
        return fallback;
    }

    /// <summary>A finite number.</summary>
    public static double ReadNumber(
        this DocumentNode node, double fallback, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        bool number = double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (number && double.IsFinite(value) && value >= least && value <= most) return value;
        node.Report($"expected a number{Range(least, most)}, found {node.Describe()}");
        return fallback;
    }

    /// <summary>A share of one: <c>99.9%</c> or <c>0.999</c>.</summary>
    public static double ReadRatio(this DocumentNode node, double fallback)
    {
        string text = node.Text ?? "";
        bool percent = text.EndsWith('%');
        bool number = double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (percent) value /= 100;
        if (number && value is >= 0 and <= 1) return value;
        node.Report($"expected a share such as 99.9% or 0.999, from 0 to 1, found {node.Describe()}");
        return fallback;
    }

    public static TimeSpan ReadDuration(this DocumentNode node, TimeSpan fallback, TimeSpan? least = null, TimeSpan? most = null)
    {
        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(node.Text ?? "");
        if (!duration.IsSuccess)
        {
            node.Report($"expected a duration such as 30s, 5m, 1h30m or 90d, found {node.Describe()}");
            return fallback;
        }

        if ((least is null || duration.Value >= least) && (most is null || duration.Value <= most)) return duration.Value;
        string range = most is null
            ? $"of at least {PrometheusDuration.Format(least!.Value)}"
            : $"from {PrometheusDuration.Format(least ?? TimeSpan.Zero)} to {PrometheusDuration.Format(most.Value)}";
        node.Report($"expected a duration {range}, found {node.Describe()}");
        return fallback;
    }

    /// <summary>One of the words; any other is reported with the nearest of them.</summary>
    public static string ReadWord(this DocumentNode node, IReadOnlyList<string> words, string fallback)
    {
        if (node.Text is { } text && words.Contains(text)) return text;
        string? nearest = node.Text is null ? null : NearestName.Find(node.Text, words);
        node.Report($"expected one of {string.Join(", ", words)}, found {node.Describe()}", nearest);
        return fallback;
    }

    /// <summary>A mapping of texts, such as labels; numbers and booleans are taken as written.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadTextMap(this DocumentNode node) =>
        [.. node.ReadMapping().Members.Select(m => new KeyValuePair<string, string>(m.Key, m.Value.ReadText()))];

    /// <summary>A list of texts.</summary>
    public static IReadOnlyList<string> ReadTextList(this DocumentNode node) => [.. node.ReadSequence().Select(item => item.ReadText())];

    private static string Range(double least, double most) => (double.IsInfinity(least), double.IsInfinity(most)) switch
    {
        (true, true) => "",
        (false, true) => FormattableString.Invariant($" of at least {least}"),
        (true, false) => FormattableString.Invariant($" of at most {most}"),
        _ => FormattableString.Invariant($" from {least} to {most}"),
    };

    private static string Range(long least, long most) => (least, most) switch
    {
        (long.MinValue, long.MaxValue) => "",
        (_, long.MaxValue) => $" of at least {least}",
        (long.MinValue, _) => $" of at most {most}",
        _ => $" from {least} to {most}",
    };
}
