using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Query.Syntax;
using Heed.Server.Forecasts;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>forecasts</c>: when resources run out.</summary>
internal static class ForecastReader
{
    private static readonly string[] Methods = ["linear", "holt_winters"];
    private static readonly string[] Directions = ["above", "below"];

    public static IReadOnlyList<ForecastOptions> Read(DocumentNode node)
    {
        List<ForecastOptions> forecasts = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DocumentNode item in node.ReadSequence())
        {
            if (ReadOne(item) is not { } forecast) continue;
            if (!names.Add(forecast.Name)) item.Report($"expected names that differ, found \"{forecast.Name}\" twice");
            forecasts.Add(forecast);
        }

        return forecasts;
    }

    private static ForecastOptions? ReadOne(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what the label \"forecast\" says", out DocumentNode? written) ? written.ReadText() : "";
        Expression? expression = reader.TryRequire("expr", "a PromQL expression", out DocumentNode? text) ? ReadExpression(text) : null;
        bool hasLimit = reader.TryRequire("limit", "the value that is not to be reached", out DocumentNode? limit);
        string method = reader.TryGet("method", out DocumentNode? word) ? word.ReadWord(Methods, Methods[0]) : Methods[0];
        bool isSeasonal = method == Methods[1];
        TimeSpan? season = ReadSeason(reader, isSeasonal);
        TimeSpan fallback = season is { } length ? Least(7 * length, ForecastOptions.MostLength) : ForecastOptions.DefaultRange;
        TimeSpan least = season is { } one ? 2 * one : ForecastOptions.LeastLength;
        double error = reader.TryGet("max_error", out DocumentNode? bound)
            ? bound.ReadNumber(ForecastOptions.DefaultMaxError, 0.0001, 10)
            : ForecastOptions.DefaultMaxError;
        TimeSpan range = Length(reader, "range", fallback, least);
        TimeSpan horizon = Length(reader, "horizon", ForecastOptions.DefaultHorizon, ForecastOptions.LeastLength);
        string direction = reader.TryGet("direction", out DocumentNode? towards) ? towards.ReadWord(Directions, Directions[0]) : Directions[0];
        int most = reader.TryGet("max_series", out DocumentNode? series)
            ? (int)series.ReadInteger(ForecastOptions.DefaultMaxSeries, 1, ForecastOptions.MostSeries)
            : ForecastOptions.DefaultMaxSeries;
        double value = hasLimit ? ReadFinite(limit!) : 0;
        reader.Finish();
        if (expression is null || !hasLimit) return null;
        ForecastOptions options = new()
        {
            Name = name,
            Expression = expression,
            Method = isSeasonal ? ForecastMethod.HoltWinters : ForecastMethod.Linear,
            Range = range,
            Season = season,
            Limit = value,
            Side = direction == Directions[1] ? ThresholdSide.Below : ThresholdSide.Above,
            Horizon = horizon,
            MaxError = error,
            MaxSeries = most,
        };
        if (new ForecastTrial(options).Steps <= ForecastOptions.MostSteps) return options;
        node.Report(
            $"expected a range and a horizon of at most {ForecastOptions.MostSteps} steps together, of a season's 24th or the range's 60th; "
            + "found more");
        return null;
    }

    private static double ReadFinite(DocumentNode node)
    {
        double value = node.ReadNumber(0);
        if (!double.IsFinite(value)) node.Report($"expected a finite number, found {node.Describe()}");
        return value;
    }

    private static TimeSpan? ReadSeason(MappingReader reader, bool isSeasonal)
    {
        if (!reader.TryGet("season", out DocumentNode? node))
        {
            const string Missing = "expected the key \"season\" (how long one is, such as 1d), which holt_winters needs, found none";
            if (isSeasonal) reader.Node.Report(Missing);
            return null;
        }

        if (!isSeasonal) node.Report("expected \"method: holt_winters\" beside a season: a line has none");
        return node.ReadDuration(TimeSpan.FromDays(1), ForecastOptions.LeastLength, ForecastOptions.MostLength / 2);
    }

    private static Expression? ReadExpression(DocumentNode node)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(node.ReadText());
        if (!parsed.IsSuccess)
        {
            node.ReportAt(parsed.Error.Start, parsed.Error.Message, parsed.Error.Suggestion);
            return null;
        }

        if (parsed.Value.Type == ExpressionType.InstantVector) return parsed.Value;
        node.Report($"expected an expression that gives series, found one of type {parsed.Value.Type.Name()}");
        return null;
    }

    private static TimeSpan Length(MappingReader reader, string key, TimeSpan fallback, TimeSpan least) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(fallback, least, ForecastOptions.MostLength) : fallback;

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
