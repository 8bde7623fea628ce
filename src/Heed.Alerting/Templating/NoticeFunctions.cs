using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

using Heed.Model.Parsing;
using Heed.Templates;
using Heed.Templates.Formatting;

namespace Heed.Alerting.Templating;

/// <summary>
/// The functions of Alertmanager's templates, besides those of the language. All but <c>since</c> depend on their arguments only.
/// </summary>
internal static class NoticeFunctions
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="nowMs">The time of the notification that is being written: what <c>since</c> counts to.</param>
    /// <param name="routeLabel">Writes a text of the route of the notification that is being written.</param>
    public static TemplateFunctions Create(Func<long> nowMs, Func<string, string> routeLabel) => TemplateFunctions.None
        .With("routeLabels", 1, a => routeLabel(Text(a[0])))
        .With("toUpper", 1, a => Text(a[0]).ToUpperInvariant())
        .With("toLower", 1, a => Text(a[0]).ToLowerInvariant())
        .With("title", 1, a => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(a[0]).ToLowerInvariant()))
        .With("trimSpace", 1, a => Text(a[0]).Trim())
        .With("join", 2, a => string.Join(Text(a[0]), List(a[1]).Select(Text)))
        .With("match", 2, a => Pattern(a[0]).IsMatch(Text(a[1])))
        .With("safeHtml", 1, a => Text(a[0]))
        .With("safeUrl", 1, a => Text(a[0]))
        .With("urlUnescape", 1, a => WebUtility.UrlDecode(Text(a[0])))
        .With("reReplaceAll", 3, a => Re2Template.ReplaceAll(Pattern(a[0]), Text(a[2]), Text(a[1])))
        .With("stringSlice", 0, int.MaxValue, a => a.Select(Text).ToList())
        .With("list", 0, int.MaxValue, a => new List<object?>(a))
        .With("append", 1, int.MaxValue, a => new List<object?>([.. List(a[0]), .. a[1..]]))
        .With("dict", 0, int.MaxValue, Dictionary)
        .With("toJson", 1, a => JsonSerializer.Serialize(Plain(a[0]), Json))
        .With("date", 2, a => GoDate.Format(Time(a[1]), Text(a[0])))
        .With("tz", 2, a => TimeZoneInfo.ConvertTime(Time(a[1]), Zone(Text(a[0]))))
        .With("since", 1, a => DateTimeOffset.FromUnixTimeMilliseconds(nowMs()) - Time(a[0]))
        .With("humanizeDuration", 1, a => Humanize.Duration(Seconds(a[0])));

    private static string Text(object? value) => value switch
    {
        string text => text,
        null => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<object?> List(object? value) =>
        value is IEnumerable<object?> list ? list : throw new TemplateException($"expected a list, found {Quoting.Quote(Text(value))}");

    private static DateTimeOffset Time(object? value) =>
        value is DateTimeOffset time ? time : throw new TemplateException($"expected a time, found {Quoting.Quote(Text(value))}");

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)
        ? zone
        : throw new TemplateException($"expected a time zone such as Europe/Berlin, found {Quoting.Quote(name)}");

    private static Regex Pattern(object? value)
    {
        ParseResult<Regex> pattern = Re2.Parse(Text(value));
        return pattern.IsSuccess ? pattern.Value : throw new TemplateException(pattern.Error.Message);
    }

    private static double Seconds(object? value) => value switch
    {
        TimeSpan duration => duration.TotalSeconds,
        double number => number,
        long number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw new TemplateException($"expected a duration in seconds, found {Quoting.Quote(Text(value))}"),
    };

    private static Dictionary<string, object?> Dictionary(object?[] arguments)
    {
        if (arguments.Length % 2 != 0) throw new TemplateException("dict expects a value for every key");
        Dictionary<string, object?> pairs = [];
        for (int i = 0; i < arguments.Length; i += 2) pairs[Text(arguments[i])] = arguments[i + 1];
        return pairs;
    }

    /// <summary>Lists before maps: what is both in a template, a list of alerts, is a list.</summary>
    private static object? Plain(object? value) => value switch
    {
        IReadOnlyDictionary<string, string> texts => new SortedDictionary<string, string>(texts.ToDictionary(), StringComparer.Ordinal),
        IReadOnlyDictionary<string, object?> map =>
            map.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => Plain(p.Value)),
        TemplatePair pair => new Dictionary<string, object?> { ["Name"] = pair.Name, ["Value"] = pair.Value },
        TemplateAlert alert => AlertJson.Of(alert.Alert),
        string => value,
        IEnumerable<object?> list => list.Select(Plain).ToList(),
        _ => value,
    };
}
