using System.Diagnostics;
using System.Globalization;

using Heed.Client.Predictions;

namespace Heed.Client;

/// <summary>One model of this service: begins predictions, and tells what became of them. Safe to use from any thread.</summary>
public sealed class ModelClient
{
    private readonly HeedClient _client;
    private readonly ModelShape _shape;
    private readonly KeyValuePair<string, object?> _tag;

    internal ModelClient(HeedClient client, string name, string? version)
    {
        _client = client;
        _shape = new ModelShape(name, version);
        _tag = new KeyValuePair<string, object?>("model_name", name);
        Name = name;
    }

    public string Name { get; }

    /// <summary>Looks a feature up once, for <see cref="Prediction.Set(Feature, double)"/>.</summary>
    /// <exception cref="InvalidOperationException">The model has 10,000 features already.</exception>
    public Feature Feature(string name)
    {
        int position = _shape.PositionOf(name);
        return position >= 0 ? new Feature(position)
            : throw new InvalidOperationException($"expected at most {ModelShape.MostFeatures} features, found \"{name}\" beyond them");
    }

    /// <summary>Begins a prediction; its end sends it. Where the queue is full it does nothing, and is counted.</summary>
    public Prediction Predict()
    {
        if (ClientInstruments.InProgress.Enabled) ClientInstruments.InProgress.Add(1, _tag);
        long start = _client.Clock.GetTimestamp();
        return new Prediction(this, _client.Take(EventKind.Prediction, _shape, start), start);
    }

    /// <summary>
    /// Watches a function that makes one prediction a call: its time, its errors, and what <paramref name="describe"/> says of both ends.
    /// </summary>
    public Func<TInput, TAnswer> Watch<TInput, TAnswer>(Func<TInput, TAnswer> predict, Describe<TInput, TAnswer> describe) => input =>
    {
        using Prediction prediction = Predict();
        try
        {
            TAnswer answer = predict(input);
            Describe(describe, prediction, input, answer);
            return answer;
        }
        catch (Exception error)
        {
            prediction.Fail(error);
            throw;
        }
    };

    /// <summary>What the right answer to a prediction was. False, and counted, where the queue is full.</summary>
    public bool Feedback(string id, string label) => Tell(EventKind.Label, id, label, double.NaN);

    /// <summary>Likewise, of a model that predicts numbers.</summary>
    public bool Feedback(string id, double label) => Tell(EventKind.Label, id, null, label);

    /// <summary>Likewise, of a ranking: the items that were relevant, shown or not; none says that nothing was.</summary>
    public bool Feedback(string id, ReadOnlySpan<string> relevant) => Tell(EventKind.Label, id, relevant);

    /// <summary>Likewise, of a ranking: how relevant each item was, at least 0.</summary>
    public bool Feedback(string id, IReadOnlyDictionary<string, double> grades) => Tell(EventKind.Label, id, grades);

    /// <summary>What a user said the answer should have been.</summary>
    public bool Correct(string id, string label) => Tell(EventKind.Correction, id, label, double.NaN);

    /// <summary>Likewise, of a model that predicts numbers.</summary>
    public bool Correct(string id, double label) => Tell(EventKind.Correction, id, null, label);

    /// <summary>Likewise, of a ranking.</summary>
    public bool Correct(string id, ReadOnlySpan<string> relevant) => Tell(EventKind.Correction, id, relevant);

    /// <summary>Likewise, of a ranking.</summary>
    public bool Correct(string id, IReadOnlyDictionary<string, double> grades) => Tell(EventKind.Correction, id, grades);

    /// <summary>A version begins to answer; predictions from now on carry it.</summary>
    public bool Deployed(string version, string? note = null)
    {
        _shape.Version = version;
        if (Take(EventKind.Deployment) is not { } slot) return false;
        slot.Note = note;
        _client.Add(slot);
        return true;
    }

    internal string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{_client.IdPrefix}{number:x}");

    internal void EndWithoutRoom()
    {
        if (ClientInstruments.InProgress.Enabled) ClientInstruments.InProgress.Add(-1, _tag);
    }

    internal void End(EventSlot slot, long start)
    {
        EndWithoutRoom();
        slot.Open = 0;
        double seconds = _client.Clock.GetElapsedTime(start).TotalSeconds;
        slot.LatencyMs = seconds * 1000;
        if (ClientInstruments.AreWatched) Measure(slot, seconds);
        if (slot.IsTold) _client.Add(slot);
        else _client.Release(slot);
    }

    private void Describe<TInput, TAnswer>(
        Describe<TInput, TAnswer> describe, in Prediction prediction, TInput input, TAnswer answer)
    {
        try
        {
            describe(prediction, input, answer);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The service's answer does not hang on what its monitoring makes of it.
            _client.Undescribed(error);
        }
    }

    private void Measure(EventSlot slot, double seconds)
    {
        TagList tags = new() { _tag, new("endpoint", slot.Endpoint) };
        ClientInstruments.Duration.Record(seconds, tags);
        tags.Add("model_version", slot.Version);
        ClientInstruments.Requests.Add(1, tags);
        if (slot.Error is { } error) ClientInstruments.Errors.Add(1, [_tag, new("endpoint", slot.Endpoint), new("error_type", error)]);
        else if (slot.Answer is { } answer) ClientInstruments.Classes.Add(1, [_tag, new("predicted_class", answer)]);
        if (!double.IsNaN(slot.Score)) ClientInstruments.Confidence.Record(Math.Max(slot.Score, 1 - slot.Score), _tag);
    }

    private EventSlot? Take(EventKind kind) => _client.Take(kind, _shape, _client.Clock.GetTimestamp());

    private bool Tell(EventKind kind, string id, string? label, double number)
    {
        if (Take(kind) is not { } slot) return false;
        slot.Answer = label;
        slot.AnswerNumber = number;
        return Add(slot, id);
    }

    private bool Tell(EventKind kind, string id, ReadOnlySpan<string> relevant)
    {
        if (Take(kind) is not { } slot) return false;
        slot.ListsToFill().SetItems(relevant);
        return Add(slot, id);
    }

    private bool Tell(EventKind kind, string id, IReadOnlyDictionary<string, double> grades)
    {
        if (Take(kind) is not { } slot) return false;
        try
        {
            slot.ListsToFill().SetGrades(grades);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A dictionary that another thread changes meanwhile.
            _client.Undescribed(error);
            _client.Release(slot);
            return false;
        }

        return Add(slot, id);
    }

    private bool Add(EventSlot slot, string id)
    {
        slot.Id = id;
        _client.Add(slot);
        return true;
    }
}
