using Heed.Query.Syntax;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Forecasts;

/// <summary>One entry of <c>forecasts</c>: when the series of an expression reach a limit.</summary>
public sealed record ForecastOptions
{
    public static readonly TimeSpan DefaultRange = TimeSpan.FromHours(6);
    public static readonly TimeSpan DefaultHorizon = TimeSpan.FromHours(4);
    public static readonly TimeSpan LeastLength = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostLength = TimeSpan.FromDays(90);
    public const double DefaultMaxError = 0.2;
    public const int DefaultMaxSeries = 100;
    public const int MostSeries = 1000;

    /// <summary>The most steps that a forecast and its test may read; bounds what an evaluation costs.</summary>
    public const int MostSteps = 5000;

    /// <summary>The points that a linear fit's range is read at.</summary>
    public const int PointsOfRange = 60;

    /// <summary>The points that a season is read at.</summary>
    public const int PointsOfSeason = 24;

    /// <summary>The label <c>forecast</c> of what is written.</summary>
    public required string Name { get; init; }

    /// <summary>An instant vector; each of its series is forecast by itself.</summary>
    public required Expression Expression { get; init; }

    /// <value><c>linear</c> or <c>holt_winters</c>; linear by default.</value>
    public ForecastMethod Method { get; init; }

    /// <value>What a fit sees: 1m to 90d, 6h by default; with a season at least two of them, seven by default.</value>
    public TimeSpan Range { get; init; } = DefaultRange;

    /// <value>The season of Holt–Winters, 1m to 90d; null for a line.</value>
    public TimeSpan? Season { get; init; }

    /// <value>The value that is not to be reached, in the unit of the expression.</value>
    public required double Limit { get; init; }

    /// <value>On which side of the limit it counts as reached; above by default.</value>
    public ThresholdSide Side { get; init; }

    /// <value>How far ahead is forecast, and tested: 1m to 90d, 4h by default.</value>
    public TimeSpan Horizon { get; init; } = DefaultHorizon;

    /// <value>The error above which nothing is forecast, as a share of the way to the limit; above 0, to 10, 0.2 by default.</value>
    public double MaxError { get; init; } = DefaultMaxError;

    /// <value>The most series of the expression that are forecast; 1 to 1000, 100 by default.</value>
    public int MaxSeries { get; init; } = DefaultMaxSeries;

    /// <summary>Between two points that a fit sees, in whole milliseconds.</summary>
    public long StepMs => Season is { } season
        ? (long)season.TotalMilliseconds / PointsOfSeason
        : (long)Range.TotalMilliseconds / PointsOfRange;

    /// <summary>The steps that a fit sees.</summary>
    public int RangeSteps => (int)((long)Range.TotalMilliseconds / StepMs);

    /// <summary>The steps that are forecast; at least 1.</summary>
    public int HorizonSteps => (int)Math.Max(1, (long)Horizon.TotalMilliseconds / StepMs);

    /// <summary>The steps of one season; 1 without.</summary>
    public int SeasonSteps => Season is null ? 1 : PointsOfSeason;
}
