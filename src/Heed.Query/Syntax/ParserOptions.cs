namespace Heed.Query.Syntax;

/// <summary>What the parser accepts beyond the stable language.</summary>
public sealed record ParserOptions
{
    public const int DefaultMaxDepth = 200;

    public const int DefaultMaxLength = 131_072;

    public const int DefaultMaxOperators = 2_000;

    public const int DefaultMaxRegexLength = 65_536;

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

    /// <summary>How many characters an expression may have.</summary>
    public int MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>How many binary operators an expression may have: a chain of them is a deep tree.</summary>
    public int MaxOperators { get; init; } = DefaultMaxOperators;

    /// <summary>How many characters the regular expression of a matcher may have.</summary>
    public int MaxRegexLength { get; init; } = DefaultMaxRegexLength;
}
