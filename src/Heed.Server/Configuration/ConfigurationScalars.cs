using System.Globalization;

using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Server.Configuration;

/// <summary>Reads the scalars that only <c>heed.yml</c> has. A wrong one is reported and gives null.</summary>
internal static class ConfigurationScalars
{
    private static readonly (string Unit, long Bytes)[] SizeUnits = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("B", 1)];

    private static readonly (string Unit, double Seconds)[] RateUnits = [("/s", 1), ("/m", 60), ("/h", 3600)];

    /// <summary>Bytes, as <c>256MB</c>; a KB is 1024 bytes, as in Prometheus.</summary>
    public static long? ReadSize(this DocumentNode node, long least, long most)
    {
        string text = node.Text ?? "";
        foreach ((string unit, long bytes) in SizeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            bool number = long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long count);
            if (number && count <= most / bytes && count * bytes >= least) return count * bytes;
            break;
        }

        node.Report($"expected a size from {FormatSize(least)} to {FormatSize(most)}, such as 256MB, found {node.Describe()}");
        return null;
    }

    /// <summary>Events per second, as <c>1000/s</c>, <c>60/m</c> or <c>90/h</c>.</summary>
    public static double? ReadRate(this DocumentNode node)
    {
        string text = node.Text ?? "";
        foreach ((string unit, double seconds) in RateUnits)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            bool number = double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count);
            if (number && double.IsFinite(count) && count > 0) return count / seconds;
            break;
        }

        node.Report($"expected a rate above 0 such as 1000/s, 60/m or 90/h, found {node.Describe()}");
        return null;
    }

    /// <summary>A share with neither end: <c>99.9%</c> or <c>0.999</c>.</summary>
    public static double? ReadOpenRatio(this DocumentNode node)
    {
        string text = node.Text ?? "";
        bool percent = text.EndsWith('%');
        ReadOnlySpan<char> digits = percent ? text.AsSpan(0, text.Length - 1) : text;
        bool number = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (percent) value /= 100;
        if (number && value is > 0 and < 1) return value;
        node.Report($"expected a share such as 99.9% or 0.999, above 0 and below 1, found {node.Describe()}");
        return null;
    }

    /// <summary>A text that a type of the configuration parses itself.</summary>
    public static T ReadParsed<T>(this DocumentNode node, Func<string, ParseResult<T>> parse, T fallback)
    {
        ParseResult<T> result = parse(node.Text ?? "");
        if (result.IsSuccess) return result.Value;
        node.Report($"{result.Error.Message}, found {node.Describe()}");
        return fallback;
    }

    private static string FormatSize(long bytes)
    {
        (string unit, long size) = SizeUnits.LastOrDefault(u => u.Unit != "B" && bytes % u.Bytes == 0, SizeUnits[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{unit}");
    }
}
