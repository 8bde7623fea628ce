namespace Heed.Monitoring.Tests;

/// <summary>The join of labels and predictions as one would explain it: two dictionaries, and a look at everything at every step.</summary>
internal sealed class OutcomeJoinTwin(long joinWithinMs, int limit)
{
    private readonly Dictionary<string, Waiting> _predictions = [];
    private readonly OrderedDictionary<string, (long TimeMs, string Answer)> _labels = [];
    private readonly List<string> _arrivals = [];
    private long _oldestMs = long.MinValue;

    public List<string> Log { get; } = [];

    public void Predict(string id, long timeMs, string answer, long newestMs)
    {
        if (_predictions.TryGetValue(id, out Waiting? known) && known.TimeMs >= _oldestMs) return;
        Expire(newestMs);
        if (_predictions.Count >= limit)
        {
            _predictions.Remove(_arrivals[0]);
            _arrivals.RemoveAt(0);
        }

        _arrivals.Remove(id);
        _arrivals.Add(id);
        _predictions[id] = new Waiting { TimeMs = timeMs, Answer = answer };
        if (_labels.Remove(id, out (long TimeMs, string Answer) label)) Apply(id, label.TimeMs, label.Answer);
    }

    public void Label(string id, long timeMs, string answer, long newestMs)
    {
        Expire(newestMs);
        if (_predictions.TryGetValue(id, out Waiting? known) && known.TimeMs >= _oldestMs) Apply(id, timeMs, answer);
        else if (!_labels.TryGetValue(id, out (long TimeMs, string Answer) before)) Wait(id, timeMs, answer);
        else if (before.Answer != answer) _labels[id] = (timeMs, answer);
    }

    private void Wait(string id, long timeMs, string answer)
    {
        if (_labels.Count >= limit) _labels.RemoveAt(0);
        _labels.Add(id, (timeMs, answer));
    }

    private void Expire(long newestMs)
    {
        _oldestMs = Math.Max(_oldestMs, newestMs - joinWithinMs);
        foreach (string id in _labels.Keys.ToArray())
        {
            // In order of arrival: an older label behind a newer one waits for it, as long as nothing asks for it.
            if (_labels[id].TimeMs >= _oldestMs) break;
            _labels.Remove(id);
        }
    }

    private void Apply(string id, long timeMs, string answer)
    {
        Waiting prediction = _predictions[id];
        if (timeMs - prediction.TimeMs > joinWithinMs || prediction.Label == answer) return;
        if (prediction.Label is { } before) Log.Add($"withdrawn {prediction.TimeMs} {prediction.LabelTimeMs} {prediction.Answer} {before}");
        prediction.Label = answer;
        prediction.LabelTimeMs = timeMs;
        Log.Add($"joined {prediction.TimeMs} {timeMs} {prediction.Answer} {answer}");
    }

    private sealed class Waiting
    {
        public required long TimeMs { get; init; }

        public required string Answer { get; init; }

        public string? Label { get; set; }

        public long LabelTimeMs { get; set; }
    }
}
