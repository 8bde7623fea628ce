namespace Heed.Query.Syntax;

/// <summary>What the parser accepts beyond the stable language.</summary>
public sealed record ParserOptions
{
    public const int DefaultMaxDepth = 200;

    public static readonly ParserOptions Default = new();

    /// <summary>Everything that Prometheus guards by feature flags.</summary>
    public static readonly ParserOptions Experimental =
        new() { EnableExperimentalFunctions = true, EnableExtendedRangeSelectors = true, EnableFill = true };

    /// <summary>Functions and aggregations that Prometheus may still change.</summary>
    public bool EnableExperimentalFunctions { get; init; }

    /// <summary><c>anchored</c> and <c>smoothed</c> selectors.</summary>
    public bool EnableExtendedRangeSelectors { get; init; }

    /// <summary><c>fill</c>, <c>fill_left</c> and <c>fill_right</c> on binary operators.</summary>
    public bool EnableFill { get; init; }

    /// <summary><c>holt_winters</c>, the name that Prometheus 2 has for <c>double_exponential_smoothing</c>.</summary>
    public bool EnableHoltWinters { get; init; }

    /// <summary>How deeply expressions may nest.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;
}
