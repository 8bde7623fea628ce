namespace Heed.Model.Records;

/// <summary>
/// One parsed event. Variable parts live in the columns of its <see cref="RecordBatch"/>; a number that was not given is NaN, a
/// text an empty slice.
/// </summary>
public struct EventRecord
{
    public RecordKind Kind;

    /// <summary>The position in <see cref="SchemaRegistry.Models"/>.</summary>
    public int Model;

    /// <summary>When it happened: event time, milliseconds since the Unix epoch.</summary>
    public long TimeMs;

    public RecordId Id;

    public TextSlice Endpoint;

    public TextSlice Version;

    /// <summary>The type of the error of a request that failed; empty for one that was answered.</summary>
    public TextSlice Error;

    public TextSlice Note;

    /// <summary>Who gave the label of a prediction that was chosen for review; empty for any other label.</summary>
    public TextSlice Reviewer;

    /// <summary>
    /// The predicted class of a prediction, the true class of a label or correction; of a number its text as written. Of a ranking the
    /// item that stands first.
    /// </summary>
    public TextSlice Answer;

    /// <summary>The predicted or true number; NaN for a class.</summary>
    public double AnswerNumber;

    public double LatencySeconds;

    /// <summary>The probability of the positive class, as sent.</summary>
    public double Score;

    public double Cost;

    /// <summary>
    /// Where its values start in <see cref="RecordBatch.Features"/>; one for each feature of the schema. Predictions only.
    /// </summary>
    public int FeatureStart;

    /// <summary>
    /// Where its segment values start in <see cref="RecordBatch.Segments"/>; one for each declared key. Predictions only.
    /// </summary>
    public int SegmentStart;

    /// <summary>
    /// Where its scores start in <see cref="RecordBatch.Scores"/>. Of a ranking they are all items in their order, NaN where an item has no
    /// score; of the label of a ranking its items with how relevant each is.
    /// </summary>
    public int ScoreStart;

    public int ScoreCount;

    /// <summary>Where its embedding starts in <see cref="RecordBatch.Embeddings"/>; as long as the schema says.</summary>
    public int EmbeddingStart;

    public EmbeddingState Embedding;

    /// <summary>Members of the event, and of <c>features</c>, that the schema does not know: in no figure, but counted.</summary>
    public int UnknownMembers;

    /// <summary>Where the event stands in the bytes it was parsed from.</summary>
    public int SourceStart;

    public int SourceLength;
}
