using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>What ends a row of a baseline, beside its features, segments and scores.</summary>
/// <param name="Id">What labels are joined by; the default value where the row has none.</param>
/// <param name="TimeMs">Event time; null where the row has none.</param>
/// <param name="LatencySeconds">NaN where the row has none.</param>
/// <param name="AnswerText">
/// The predicted class, or a predicted number as written; of a ranked list its first item. Null where the row has none.
/// </param>
/// <param name="AnswerNumber">The predicted number; NaN where the answer is text.</param>
/// <param name="Score">The probability of the positive class; NaN where the row has none.</param>
public readonly record struct BaselinePrediction(
    RecordId Id, long? TimeMs, double LatencySeconds, string? AnswerText, double AnswerNumber, double Score)
{
    /// <value>Whether the prediction is a ranked list, whose items were added before. The default value is false.</value>
    public bool IsRanked { get; init; }
}
