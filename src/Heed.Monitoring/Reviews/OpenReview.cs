using Heed.Model.Records;

namespace Heed.Monitoring.Reviews;

/// <summary>A prediction that a person is asked to label.</summary>
/// <param name="Id">The hash of the prediction's id.</param>
/// <param name="TimeMs">Event time of the prediction.</param>
/// <param name="Confidence">The probability that the model gave to its answer; NaN where it told none.</param>
/// <param name="Inclusion">The chance with which it was chosen.</param>
/// <param name="Reason">Why it was chosen.</param>
/// <param name="Json">The event, as it was sent.</param>
public sealed record OpenReview(
    RecordId Id, long TimeMs, double Confidence, double Inclusion, ReviewReason Reason, ReadOnlyMemory<byte> Json);
