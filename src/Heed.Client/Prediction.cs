using Heed.Client.Predictions;

namespace Heed.Client;

/// <summary>
/// One prediction while it is made. Its end (<see cref="Dispose"/>) takes the latency and queues the event; without an answer or an error
/// it
/// sends nothing. Nothing that it does blocks, throws or allocates once its model's features have been seen.
/// <code>
/// using Prediction p = model.Predict();
/// p.Set("income", 3.4);
/// p.Answer("approve", score: 0.83);
/// </code>
/// </summary>
public readonly struct Prediction : IDisposable
{
    private readonly ModelClient _model;
    private readonly EventSlot? _slot;
    private readonly long _number;
    private readonly long _start;

    internal Prediction(ModelClient model, EventSlot? slot, long start)
    {
        _model = model;
        _slot = slot;
        _number = slot?.Number ?? 0;
        _start = start;
    }

    /// <summary>Null where there was no room, and once the prediction has ended: the slot may belong to another one by then.</summary>
    private EventSlot? Slot => _slot is { } slot && slot.Open == _number ? slot : null;

    /// <summary>Joins labels to this prediction. The one of <see cref="Named"/>, or one of its own.</summary>
    public string Id => Slot is { } slot ? slot.Id ??= _model.IdOf(_number) : _slot is null ? "" : _model.IdOf(_number);

    /// <summary>Takes an id of the caller's instead.</summary>
    public void Named(string id)
    {
        if (Slot is { } slot) slot.Id = id;
    }

    public void Set(Feature feature, double value) => Slot?.Set(feature.Position, value);

    /// <param name="value">Null is a value that is missing.</param>
    public void Set(Feature feature, string? value) => Slot?.Set(feature.Position, value);

    public void Set(Feature feature, bool value) => Slot?.Set(feature.Position, value);

    public void Set(string feature, double value)
    {
        if (Slot is { } slot && slot.Model.PositionOf(feature) is >= 0 and int position) slot.Set(position, value);
    }

    /// <param name="value">Null is a value that is missing.</param>
    public void Set(string feature, string? value)
    {
        if (Slot is { } slot && slot.Model.PositionOf(feature) is >= 0 and int position) slot.Set(position, value);
    }

    public void Set(string feature, bool value)
    {
        if (Slot is { } slot && slot.Model.PositionOf(feature) is >= 0 and int position) slot.Set(position, value);
    }

    /// <summary>Part of the traffic that figures are split by.</summary>
    public void Segment(string key, string value) => Slot?.ListsToFill().Segments.Add(new KeyValuePair<string, string>(key, value));

    /// <summary>The request's path or method.</summary>
    public void Endpoint(string endpoint)
    {
        if (Slot is { } slot) slot.Endpoint = endpoint;
    }

    /// <param name="answer">The predicted class.</param>
    /// <param name="score">The probability of the positive class; NaN where there is none.</param>
    public void Answer(string answer, double score = double.NaN)
    {
        if (Slot is not { } slot) return;
        slot.Answer = answer;
        slot.Score = score;
    }

    /// <param name="answer">The predicted number.</param>
    public void Answer(double answer)
    {
        if (Slot is { } slot) slot.AnswerNumber = answer;
    }

    /// <param name="items">The ranking that was shown, the best item first; none shows nothing. At most 1,024.</param>
    public void Answer(ReadOnlySpan<string> items) => Slot?.ListsToFill().SetItems(items);

    /// <summary>
    /// The probability of a class, or the score of an item of a ranking: one call for each. Of a ranking they will do without an answer.
    /// </summary>
    public void Score(string name, double score) => Slot?.ListsToFill().AddScore(name, score);

    /// <param name="numbers">
    /// The embedding of the input, as many as in the baseline, at most 4,096. Of an embedding model it will do without an answer.
    /// </param>
    public void Embedding(ReadOnlySpan<float> numbers) => Slot?.ListsToFill().SetEmbedding(numbers);

    /// <summary>In the unit of the model's cost objective.</summary>
    public void Cost(double cost)
    {
        if (Slot is { } slot) slot.Cost = cost;
    }

    /// <summary>The request failed.</summary>
    public void Fail(Exception error) => Fail(error.GetType().Name);

    /// <param name="errorType">Of few kinds: it becomes a label.</param>
    public void Fail(string errorType)
    {
        if (Slot is { } slot) slot.Error = errorType;
    }

    public void Dispose()
    {
        if (Slot is { } slot) _model.End(slot, _start);
        else if (_slot is null) _model.EndWithoutRoom();
    }
}
