using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Server.Configuration;

/// <summary>How often default alerts may fire though nothing changed.</summary>
/// <param name="Count">Alarms per model in one period; above 0, at most 1000.</param>
/// <param name="Period">From 1d to 10y.</param>
public sealed record FalseAlarmBudget(double Count, TimeSpan Period)
{
    private const double MostCount = 1000;
    private const string Expected = "expected a budget such as \"1 per model per 90d\", with a count above 0 and at most 1000 and a period from 1d to 10y";

    public static FalseAlarmBudget Default { get; } = new(1, TimeSpan.FromDays(90));

    /// <summary>The mean time between two false alarms of one model.</summary>
    public TimeSpan Interval => Period / Count;

    public static ParseResult<FalseAlarmBudget> Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [string count, "per", "model", "per", string period]) return Failure();
        if (!double.TryParse(count, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)) return Failure();
        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(period);
        if (!duration.IsSuccess || duration.Value < TimeSpan.FromDays(1) || duration.Value > TimeSpan.FromDays(3650)) return Failure();
        return number is > 0 and <= MostCount
            ? ParseResult<FalseAlarmBudget>.Success(new FalseAlarmBudget(number, duration.Value))
            : Failure();
    }

    private static ParseResult<FalseAlarmBudget> Failure() => ParseResult<FalseAlarmBudget>.Failure(Expected, 0);
}
