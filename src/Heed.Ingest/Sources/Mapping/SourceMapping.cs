namespace Heed.Ingest.Sources.Mapping;

/// <summary>How the payloads of one model become its events: the <c>source</c> of a model. All of it is optional.</summary>
public sealed record SourceMapping
{
    public const double DefaultThreshold = 0.5;

    public static readonly SourceMapping Default = new();

    /// <value>What the model is called where it is served: inference services, deployments, endpoints. Default: the model's own name.</value>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <value>The features in the order of the columns of a payload without names. Default: the order of the baseline.</value>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <value>Features by the names that payloads give them.</value>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <value>The output, or member of an answer, that is the prediction. Default: the usual names, else the only one.</value>
    public string? Prediction { get; init; }

    /// <value>The output, or member of an answer, with probabilities. Default: the usual names.</value>
    public string? Score { get; init; }

    /// <value>The classes in the order of their indexes. With them a whole number is an index and several numbers are their probabilities.</value>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <value>The class that a <c>score</c> is the probability of; null where none is known. Not of the mapping but of the model.</value>
    public string? PositiveClass { get; init; }

    /// <value>From where on a single probability means the second of two classes, above 0 and below 1. Default: 0.5.</value>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <value>The column of a file, or member of a row, with the id of the prediction. Default: <c>id</c> and names alike.</value>
    public string? Id { get; init; }

    /// <value>The same for the time.</value>
    public string? Time { get; init; }

    /// <value>The same for the true answer.</value>
    public string? Label { get; init; }
}
