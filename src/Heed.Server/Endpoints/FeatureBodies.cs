namespace Heed.Server.Endpoints;

/// <summary>The list of <c>GET /v1/models/{name}/features</c>, worst first.</summary>
internal sealed record FeatureList(IReadOnlyList<FeatureSummary> Features);

/// <summary>One feature's last window beside the baseline.</summary>
internal record FeatureSummary
{
    public required string Name { get; init; }

    /// <summary><c>number</c> or <c>category</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>drift</c>, <c>ok</c> or <c>not_enough_data</c>.</summary>
    public required string State { get; init; }

    /// <summary>Kolmogorov–Smirnov D of a number, total variation of a category.</summary>
    public double? Score { get; init; }

    /// <summary><c>ks</c> or <c>total_variation</c>.</summary>
    public required string ScoreKind { get; init; }

    public double? PValue { get; init; }

    public double? Psi { get; init; }

    /// <summary>The 95 % point of the index when nothing changed, at these sample sizes.</summary>
    public double? PsiThreshold { get; init; }

    public double? MissingRatio { get; init; }

    public double? BaselineMissingRatio { get; init; }

    public double? OutOfRangeRatio { get; init; }

    public double? UnseenRatio { get; init; }

    public double? InvalidRatio { get; init; }

    public long N { get; init; }

    /// <summary>How many records a verdict needs.</summary>
    public long Needed { get; init; }

    /// <summary>What changed, in the feature's own units.</summary>
    public required string Sentence { get; init; }
}

/// <summary><c>GET /v1/models/{name}/features/{feature}</c>.</summary>
internal sealed record FeatureDetail : FeatureSummary
{
    public required FeatureWindow Window { get; init; }

    public required Distribution Distribution { get; init; }
}

internal sealed record FeatureWindow(DateTimeOffset? From, DateTimeOffset? To, long N);

/// <summary>Shares of the same bins or categories, now and in the baseline.</summary>
internal sealed record Distribution
{
    public required string Kind { get; init; }

    /// <summary>Of a number: one edge more than bins.</summary>
    public IReadOnlyList<double>? Edges { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public required IReadOnlyList<double> Baseline { get; init; }

    public required IReadOnlyList<double> Current { get; init; }
}
