using System.Text;
using System.Text.Unicode;

using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Parsing;

namespace Heed.Ingest.Exposition;

/// <summary>Labels of a series' text that <see cref="SeriesScanner"/> has found well formed.</summary>
internal static class SeriesLabels
{
    /// <summary>Null where all labels were added; else what is expected, and at which offset.</summary>
    public static (int Offset, string Expected)? Read(ReadOnlySpan<byte> series, MetricType type, LabelSetBuilder target)
    {
        if (!Utf8.IsValid(series)) return (0, "UTF-8");
        int brace = series.IndexOf((byte)'{');
        int nameEnd = brace < 0 ? series.Length : brace;
        string name = Encoding.UTF8.GetString(series[..nameEnd].TrimEnd(" \t"u8));
        if (name.Length > 0) target.Set(LabelNames.MetricName, name);
        if (brace < 0) return null;
        int at = brace + 1;
        while (TryTakePart(series, ref at, out string label))
        {
            int start = at;
            string? value = TryTakeValue(series, ref at);
            if (value is null) (label, value) = (LabelNames.MetricName, label);
            if (target.Get(label).Length > 0) return (start, $"each label once, not \"{label}\" again");
            target.Set(label, IsBound(type, label) ? NormalBound(value) : value);
        }

        return target.Get(LabelNames.MetricName).Length > 0 ? null : (0, "a metric's name");
    }

    /// <summary>Undoes <c>\\</c>, <c>\"</c> and <c>\n</c>; other backslashes stand for themselves.</summary>
    public static string Unescape(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\')) return Encoding.UTF8.GetString(text);
        byte[] plain = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : (byte)0;
            if (next is (byte)'\\' or (byte)'"' or (byte)'n')
            {
                plain[length++] = next == 'n' ? (byte)'\n' : next;
                i++;
            }
            else
            {
                plain[length++] = text[i];
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    /// <summary>A name, or a quoted text, with what separates it from the one before.</summary>
    private static bool TryTakePart(ReadOnlySpan<byte> series, ref int at, out string part)
    {
        part = "";
        while (series[at] is (byte)' ' or (byte)'\t' or (byte)',') at++;
        if (series[at] == '}') return false;
        if (series[at] == '"')
        {
            part = TakeQuoted(series, ref at);
            return true;
        }

        int length = series[at..].IndexOfAny("= \t"u8);
        part = Encoding.UTF8.GetString(series.Slice(at, length));
        at += length;
        return true;
    }

    /// <summary>Null where the part before was the metric's name.</summary>
    private static string? TryTakeValue(ReadOnlySpan<byte> series, ref int at)
    {
        while (series[at] is (byte)' ' or (byte)'\t') at++;
        if (series[at] != '=') return null;
        at++;
        while (series[at] != '"') at++;
        return TakeQuoted(series, ref at);
    }

    private static string TakeQuoted(ReadOnlySpan<byte> series, ref int at)
    {
        int start = ++at;
        while (series[at] != '"') at += series[at] == '\\' ? 2 : 1;
        return Unescape(series[start..at++]);
    }

    private static bool IsBound(MetricType type, string label) =>
        (label == LabelNames.BucketBound && type is MetricType.Histogram or MetricType.GaugeHistogram)
        || (label == "quantile" && type == MetricType.Summary);

    /// <summary><c>1</c> and <c>1.0</c> are the same bucket: Prometheus 3 writes both <c>1.0</c>.</summary>
    private static string NormalBound(string value) =>
        SampleText.TryParse(Encoding.UTF8.GetBytes(value), out double bound) ? GoNumber.FormatBound(bound) : value;
}
