using Heed.Templates.Formatting;

namespace Heed.Templates.Execution;

/// <summary>The methods of Go's times and durations that templates call.</summary>
internal static class TimeMembers
{
    private const long NanosecondsPerTick = 100;

    public static bool TryGet(DateTimeOffset time, string name, out object? value)
    {
        value = name switch
        {
            "Year" => Method(() => (long)time.Year),
            "Month" => Method(() => (long)time.Month),
            "Day" => Method(() => (long)time.Day),
            "Hour" => Method(() => (long)time.Hour),
            "Minute" => Method(() => (long)time.Minute),
            "Second" => Method(() => (long)time.Second),
            "YearDay" => Method(() => (long)time.DayOfYear),
            "Weekday" => Method(() => time.DayOfWeek.ToString()),
            "Unix" => Method(() => time.ToUnixTimeSeconds()),
            "UnixMilli" => Method(() => time.ToUnixTimeMilliseconds()),
            "UTC" => Method(() => time.ToUniversalTime()),
            "IsZero" => Method(() => time.UtcTicks == 0),
            "String" => Method(() => GoTime.Print(time)),
            "Format" => Method(1, a => GoTime.Format(time, Text(a[0]))),
            "Add" => Method(1, a => time + Duration(a[0])),
            "Sub" => Method(1, a => time - Time(a[0])),
            "Before" => Method(1, a => time < Time(a[0])),
            "After" => Method(1, a => time > Time(a[0])),
            "Equal" => Method(1, a => time == Time(a[0])),
            _ => null,
        };
        return value is not null;
    }

    public static bool TryGet(TimeSpan duration, string name, out object? value)
    {
        value = name switch
        {
            "Hours" => Method(() => duration.TotalHours),
            "Minutes" => Method(() => duration.TotalMinutes),
            "Seconds" => Method(() => duration.TotalSeconds),
            "Milliseconds" => Method(() => duration.Ticks / TimeSpan.TicksPerMillisecond),
            "String" => Method(() => GoTime.Print(duration)),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>Stops at the largest and least that fit: 292 years.</summary>
    public static long Nanoseconds(TimeSpan duration) =>
        (long)Int128.Clamp((Int128)duration.Ticks * NanosecondsPerTick, long.MinValue, long.MaxValue);

    private static TemplateFunction Method(Func<object?> body) => Method(0, _ => body());

    private static TemplateFunction Method(int count, Func<object?[], object?> body) => arguments => arguments.Length == count
        ? body(arguments)
        : throw new TemplateException($"wrong number of arguments: want {count}, got {arguments.Length}");

    private static string Text(object? value) => value as string ?? throw Wrong("string", value);

    private static DateTimeOffset Time(object? value) => value is DateTimeOffset time ? time : throw Wrong("time.Time", value);

    private static TimeSpan Duration(object? value) => value switch
    {
        TimeSpan duration => duration,
        long nanoseconds => TimeSpan.FromTicks(nanoseconds / NanosecondsPerTick),
        _ => throw Wrong("time.Duration", value),
    };

    private static TemplateException Wrong(string expected, object? value) =>
        new($"wrong type for value; expected {expected}; got {GoValue.TypeName(value)}");
}
