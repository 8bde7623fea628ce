namespace Heed.Monitoring.Quality;

/// <summary>One answer beside its label: what every figure of quality is made of. A number that does not exist is NaN.</summary>
/// <param name="Predicted">The position of the answered class; −1 for a number.</param>
/// <param name="Actual">The position of the labelled class; −1 for a number.</param>
/// <param name="Number">The predicted number.</param>
/// <param name="ActualNumber">The labelled number.</param>
/// <param name="Score">What the model gave to the positive class.</param>
/// <param name="Confidence">The probability that the model gave to its answer.</param>
/// <param name="Weight">How many records it stands for.</param>
internal readonly record struct LabelledAnswer(
    int Predicted, int Actual, double Number, double ActualNumber, double Score, double Confidence, double Weight)
{
    /// <summary>Of several classes: the probability that the model gave to the labelled one.</summary>
    public double ActualScore { get; init; } = double.NaN;

    /// <summary>Of several classes: Σ (p − y)² over them.</summary>
    public double SquaredDistance { get; init; } = double.NaN;
}
