using System.Globalization;

namespace Heed.Conformance.Tests.Differential;

/// <summary>
/// Random expressions that parse, over the metrics of <see cref="RandomSeries"/>: every operator, matching mode, aggregation, function and
/// modifier of Prometheus 2.42.
/// </summary>
/// <remarks>
/// Steps of subqueries are multiples of 15 s. Where an expression is evaluated 7 s beside such a multiple, ranges of subqueries are
/// multiples too; where it is evaluated on one, they are 7 s longer: so no inner step is on the edge of a window.
/// </remarks>
internal sealed class RandomQueries(int seed)
{
    public const long PhaseMs = 7_000;
    private const int StepSeconds = 15;

    private static readonly string[] Metrics =
        ["req_total", "err_total", "up", "temp", "load", "info", "quota", "odd", "rare", "lat_bucket", "lat_count", "lat_sum"];

    private static readonly string[] Aggregations = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];

    private static readonly string[] Elementwise =
    [
        "abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor", "ln", "log10", "log2", "rad",
        "sgn", "sin", "sinh", "sqrt", "tan", "tanh", "sort", "sort_desc", "timestamp", "histogram_count", "histogram_sum",
        "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year",
    ];

    private static readonly string[] OverWindows =
    [
        "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase", "irate", "last_over_time", "max_over_time",
        "min_over_time", "present_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time", "absent_over_time",
    ];

    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%", "^", "atan2"];
    private static readonly string[] Comparisons = ["==", "!=", "<", ">", "<=", ">="];
    private static readonly string[] LabelNames = ["job", "instance", "code", "zone", "le", "kind", "owner"];

    private static readonly string[] Matchers =
    [
        "job=\"api\"", "job!=\"api\"", "job=~\"a.*|d.\"", "instance=\"a\"", "instance=~\"a|b\"", "instance!~\"c\"", "code=\"500\"", "code=\"\"",
        "code!=\"\"", "zone=~\".+\"", "le=\"+Inf\"", "kind=~\"[0-3]\"", "nothing!=\"x\"", "job=~\".*\"", "instance!=\"\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A scalar or instant vector.</summary>
    public string Next() => _random.Next(12) == 0 ? Scalar(3, aligned: false) : Vector(_random.Next(1, 5), aligned: false);

    public int Below(int most) => _random.Next(most);

    private string Vector(int depth, bool aligned)
    {
        if (depth <= 0) return Selector();
        return _random.Next(16) switch
        {
            0 => $"-{Vector(depth - 1, aligned)}",
            1 or 2 => WithScalar(depth, aligned),
            3 or 4 or 5 => Matched(depth, aligned),
            6 => Set(depth, aligned),
            7 or 8 or 9 => Aggregation(depth, aligned),
            10 => Function(depth, aligned),
            11 or 12 or 13 => Window(depth, aligned),
            14 => Histogram(depth, aligned),
            _ => Special(depth, aligned),
        };
    }

    private string Selector() => Name() + Modifiers();

    private string Name()
    {
        string metric = Pick(Metrics);
        int matchers = Math.Max(0, _random.Next(6) - 4);
        if (_random.Next(25) == 0) return "{__name__=~\"" + Pick(["err_total|req_total", "lat_.*", "up|temp", "nothing.*"]) + "\"}";
        return matchers == 0 ? metric : metric + "{" + string.Join(", ", Enumerable.Range(0, matchers).Select(_ => Pick(Matchers))) + "}";
    }

    private string Modifiers()
    {
        string offset = _random.Next(8) == 0 ? $" offset {Pick(["", "-"])}{_random.Next(1, 60) * StepSeconds}s" : "";
        string at = _random.Next(12) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $" @ {AnchorSeconds()}"),
            1 => " @ start()",
            2 => " @ end()",
            _ => "",
        };
        return _random.Next(2) == 0 ? offset + at : at + offset;
    }

    private long AnchorSeconds() =>
        ((RandomSeries.StartMs + PhaseMs) / 1000) + (_random.Next((int)(RandomSeries.LengthMs / 1000 / StepSeconds)) * StepSeconds);

    private string WithScalar(int depth, bool aligned)
    {
        bool compares = _random.Next(2) == 0;
        string op = compares ? Pick(Comparisons) + (_random.Next(2) == 0 ? " bool" : "") : Pick(Arithmetic);
        string vector = Vector(depth - 1, aligned);
        string scalar = Scalar(depth - 1, aligned);
        return _random.Next(2) == 0 ? $"({vector} {op} {scalar})" : $"({scalar} {op} {vector})";
    }

    /// <summary>Matches of any two vectors mostly find nothing or too much, so most share a shape that fits.</summary>
    private string Matched(int depth, bool aligned)
    {
        string op = _random.Next(3) == 0 ? Pick(Comparisons) + (_random.Next(2) == 0 ? " bool" : "") : Pick(Arithmetic);
        switch (_random.Next(5))
        {
            case 0:
                string labels = Some(LabelNames);
                string both = $"{Pick(["by", "without"])} ({labels})";
                return $"(sum {both} ({Vector(depth - 1, aligned)}) {op} max {both} ({Vector(depth - 1, aligned)}))";
            case 1:
                return $"(req_total{Modifiers()} {op} on (job, instance) group_left{Pick(["", " ()", " (zone)"])} {Pick(["temp", "up", "err_total"])}{Modifiers()})";
            case 2:
                return $"({Pick(["info", "load"])} {op} on ({Pick(["job", "instance"])}) group_right ({Pick(["", "owner"])}) {Vector(depth - 1, aligned)})";
            case 3:
                return $"({Pick(["err_total", "up"])} {op} ignoring ({Some(LabelNames)}) {Vector(depth - 1, aligned)})";
            default:
                string matching = Pick(["", $" on ({Some(LabelNames)})", $" ignoring ({Some(LabelNames)})"]);
                string side = Vector(depth - 1, aligned);
                return $"({side} {op}{matching} {(_random.Next(3) == 0 ? Vector(depth - 1, aligned) : Element(side))})";
        }
    }

    /// <summary>Another vector with the same labels.</summary>
    private string Element(string vector) => $"{Pick(["abs", "-", "sgn", "floor"])}({vector})";

    private string Set(int depth, bool aligned)
    {
        string matching = Pick(["", $" on ({Some(LabelNames)})", $" ignoring ({Some(LabelNames)})"]);
        return $"({Vector(depth - 1, aligned)} {Pick(["and", "or", "unless"])}{matching} {Vector(depth - 1, aligned)})";
    }

    private string Aggregation(int depth, bool aligned)
    {
        string grouping = Pick(["", $" by ({Some(LabelNames)})", $" without ({Some(LabelNames)})"]);
        string inner = Vector(depth - 1, aligned);
        return _random.Next(12) switch
        {
            0 => $"topk{grouping} ({_random.Next(-1, 5)}, {inner})",
            1 => $"bottomk{grouping} ({_random.Next(-1, 5)}, {inner})",
            2 => $"quantile{grouping} ({Quantile()}, {inner})",
            3 => $"count_values{grouping} (\"{Pick(["v", "job"])}\", {inner})",
            _ => $"{Pick(Aggregations)}{grouping} ({inner})",
        };
    }

    private string Function(int depth, bool aligned)
    {
        string inner = Vector(depth - 1, aligned);
        return _random.Next(8) switch
        {
            0 => $"clamp({inner}, {Number()}, {Number()})",
            1 => $"{Pick(["clamp_min", "clamp_max"])}({inner}, {Scalar(depth - 1, aligned)})",
            2 => $"round({inner}{Pick(["", ", 5", ", 0.25", ", 0"])})",
            _ => $"{Pick(Elementwise)}({inner})",
        };
    }

    private string Window(int depth, bool aligned)
    {
        string range = Range(depth, aligned);
        return _random.Next(12) switch
        {
            0 => $"quantile_over_time({Quantile()}, {range})",
            1 => $"predict_linear({range}, {_random.Next(-600, 3600)})",
            2 => $"holt_winters({range}, {Pick(["0.1", "0.5", "0.9"])}, {Pick(["0.2", "0.5", "0.8"])})",
            _ => $"{Pick(OverWindows)}({range})",
        };
    }

    private string Range(int depth, bool aligned)
    {
        if (depth <= 1 || _random.Next(3) > 0) return $"{Name()}[{Pick(["30s", "1m", "2m", "5m", "10m", "30m", "1h"])}]{Modifiers()}";
        string modifiers = Modifiers();
        bool onStep = aligned && !modifiers.Contains('@', StringComparison.Ordinal);
        int range = (_random.Next(2, 80) * StepSeconds) + (onStep ? (int)(PhaseMs / 1000) : 0);
        return $"({Vector(depth - 1, aligned: true)})[{range}s:{_random.Next(1, 9) * StepSeconds}s]{modifiers}";
    }

    private string Histogram(int depth, bool aligned) => _random.Next(3) switch
    {
        0 => $"histogram_quantile({Quantile()}, {Vector(depth - 1, aligned)})",
        1 => $"histogram_quantile({Quantile()}, {Pick(["rate", "increase"])}(lat_bucket[{Pick(["1m", "5m", "20m"])}]{Modifiers()}))",
        _ => $"histogram_quantile({Quantile()}, sum by (le{Pick(["", ", job", ", instance"])}) (rate(lat_bucket[5m])))",
    };

    private string Special(int depth, bool aligned) => _random.Next(6) switch
    {
        0 => $"vector({Scalar(depth - 1, aligned)})",
        1 => $"absent({Vector(depth - 1, aligned)})",
        2 => $"label_replace({Vector(depth - 1, aligned)}, \"{Pick(["job", "new"])}\", \"{Pick(["$1", "x-$1", "", "fix"])}\", \"{Pick(LabelNames)}\", \"{Pick(["(.*)", "(a).*", "(.+)", "b"])}\")",
        3 => $"label_join({Vector(depth - 1, aligned)}, \"{Pick(["job", "new"])}\", \"{Pick(["-", ""])}\", \"{Pick(LabelNames)}\", \"{Pick(LabelNames)}\")",
        4 => $"{Pick(["hour", "minute", "month", "year", "day_of_week"])}()",
        _ => $"({Vector(depth - 1, aligned)})",
    };

    private string Scalar(int depth, bool aligned) => _random.Next(depth <= 0 ? 3 : 7) switch
    {
        0 or 1 => Number(),
        2 => Pick(["time()", "pi()"]),
        3 => $"scalar({Vector(depth - 1, aligned)})",
        4 => $"({Scalar(depth - 1, aligned)} {Pick(Comparisons)} bool {Scalar(depth - 1, aligned)})",
        5 => $"-({Scalar(depth - 1, aligned)})",
        _ => $"({Scalar(depth - 1, aligned)} {Pick(Arithmetic)} {Scalar(depth - 1, aligned)})",
    };

    private string Number() => Pick(["0", "1", "2", "-1", "0.5", "-3.25", "10", "1e3", "0x1F", "Inf", "-Inf", "NaN", "100"]);

    private string Quantile() => Pick(["0", "0.1", "0.5", "0.9", "0.99", "1", "-1", "2", "NaN"]);

    private string Some(string[] from) => string.Join(", ", from.Where(_ => _random.Next(3) == 0));

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
