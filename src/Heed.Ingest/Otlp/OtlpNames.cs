using System.Collections.Frozen;

namespace Heed.Ingest.Otlp;

/// <summary>
/// Names of metrics and labels as Prometheus makes them of OpenTelemetry's by its strategy <c>UnderscoreEscapingWithSuffixes</c>: what is
/// no letter or digit becomes an underscore, the unit is written out behind the name, counters end with <c>_total</c>. Sources:
/// opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics, prometheus.io/docs/guides/opentelemetry.
/// </summary>
internal static class OtlpNames
{
    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tibibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["1"] = "",
        ["%"] = "percent",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> PerUnits = new Dictionary<string, string>
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    }.ToFrozenDictionary();

    /// <summary>Empty where nothing of the name can be kept.</summary>
    public static string Metric(OtlpMetric metric)
    {
        List<string> words = Words(metric.Name);
        (string unit, string perUnit) = UnitWords(metric.Unit);
        if (unit.Length > 0 && !words.Contains(unit)) words.Add(unit);
        if (perUnit.Length > 0 && !words.Contains(perUnit)) words.Add("per_" + perUnit);
        if (metric is { Kind: OtlpKind.Sum, IsMonotonic: true }) MoveToEnd(words, "total");
        bool isGauge = metric.Kind == OtlpKind.Gauge || metric is { Kind: OtlpKind.Sum, IsMonotonic: false };
        if (metric.Unit == "1" && isGauge) MoveToEnd(words, "ratio");
        string name = string.Join('_', words);
        return name.Length > 0 && char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>The unit that Prometheus' metadata would show: the main one, written out.</summary>
    public static string Unit(string unit) => UnitWords(unit).Main;

    public static string Label(string key)
    {
        string label = string.Create(key.Length, key, static (target, source) =>
        {
            for (int i = 0; i < source.Length; i++) target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
        });
        if (label.Length == 0) return label;
        if (char.IsAsciiDigit(label[0])) return "key_" + label;
        return label[0] == '_' && !label.StartsWith("__", StringComparison.Ordinal) ? "key" + label : label;
    }

    private static (string Main, string Per) UnitWords(string unit)
    {
        int slash = unit.IndexOf('/', StringComparison.Ordinal);
        string main = (slash < 0 ? unit : unit[..slash]).Trim();
        string per = slash < 0 ? "" : unit[(slash + 1)..].Trim();
        return (UnitWord(main, Units), UnitWord(per, PerUnits));
    }

    /// <summary>Braces hold notes: <c>{requests}</c> says what is counted, in no unit.</summary>
    private static string UnitWord(string unit, FrozenDictionary<string, string> words) =>
        unit.AsSpan().ContainsAny('{', '}') ? "" : string.Join('_', Words(words.GetValueOrDefault(unit, unit)));

    private static List<string> Words(string text)
    {
        List<string> words = [];
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == ':')) continue;
            if (i > start) words.Add(text[start..i]);
            start = i + 1;
        }

        return words;
    }

    private static void MoveToEnd(List<string> words, string word)
    {
        words.RemoveAll(w => w == word);
        words.Add(word);
    }
}
