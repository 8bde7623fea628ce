using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Templates;
using Heed.Templates.Formatting;

namespace Heed.Rules.Templates;

/// <summary>Template functions over numbers, durations and times.</summary>
internal static class NumberFunctions
{
    public static TemplateFunctions AddTo(TemplateFunctions functions) => functions
        .With("humanize", 1, a => Humanize.Metric(ToNumber(a[0])))
        .With("humanize1024", 1, a => Humanize.Base1024(ToNumber(a[0])))
        .With("humanizeDuration", 1, a => Humanize.Duration(ToNumber(a[0])))
        .With("humanizePercentage", 1, a => Humanize.Percentage(ToNumber(a[0])))
        .With("humanizeTimestamp", 1, a => Timestamp(ToNumber(a[0])))
        .With("toTime", 1, a => Time(ToNumber(a[0])))
        .With("toDuration", 1, a => Duration(ToNumber(a[0])))
        .With("parseDuration", 1, a => ParseDuration(TextFunctions.ToText(a[0])));

    /// <summary>A number, a text that is one, or a duration in seconds.</summary>
    public static double ToNumber(object? value) => value switch
    {
        double number => number,
        long number => number,
        int number => number,
        TimeSpan duration => duration.TotalSeconds,
        string text => ParseNumber(text),
        _ => throw new TemplateException($"expected a number, found {value ?? "nothing"}"),
    };

    private static double ParseNumber(string text)
    {
        string plain = text.TrimStart('+', '-');
        double sign = text.StartsWith('-') ? -1 : 1;
        if (text.Length - plain.Length <= 1)
        {
            if (plain.Equals("inf", StringComparison.OrdinalIgnoreCase) || plain.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            {
                return sign * double.PositiveInfinity;
            }

            if (plain.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
            const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
            if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number)) return number;
        }

        throw new TemplateException($"expected a number, found {Quoting.Quote(text)}");
    }

    private static string Timestamp(double seconds) => Humanize.TryTimestamp(seconds, out string text)
        ? text
        : throw new TemplateException($"{text} seconds are no time that can be shown");

    private static object Time(double seconds) => Humanize.TryTime(seconds, out DateTimeOffset time)
        ? time
        : throw new TemplateException($"{GoNumber.FormatShort(seconds)} seconds are no time that can be shown");

    private static object Duration(double seconds) => Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new TemplateException($"{GoNumber.FormatShort(seconds)} seconds are no duration that can be shown");

    private static object ParseDuration(string text)
    {
        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(text);
        return duration.IsSuccess ? duration.Value.TotalSeconds : throw new TemplateException(duration.Error.Message);
    }
}
