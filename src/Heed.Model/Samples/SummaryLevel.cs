namespace Heed.Model.Samples;

/// <summary>
/// The two lengths of the stretches of time that are summarized. Both are aligned to the Unix epoch, begin with their first millisecond
/// and end before the next one's; a day holds twelve spans.
/// </summary>
public enum SummaryLevel
{
    /// <summary>Two hours.</summary>
    Span,

    /// <summary>Twenty-four hours, UTC.</summary>
    Day,
}
