using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The newest labelled answers of a model of several classes with the score of each class: what the order of scores is worth can be told of
/// answers beside each other only. Takes space as answers come, and of <see cref="Most"/> at most.
/// </summary>
/// <param name="classes">Scores of an answer: one of every class of the baseline.</param>
internal sealed class ScoredAnswers(int classes)
{
    /// <summary>Answers that are kept: enough for an area to within a hundredth.</summary>
    public const int Most = 2048;

    private const int FirstRoom = 64;
    private const ushort Withdrawn = ushort.MaxValue;

    private float[] _scores = [];
    private ushort[] _labels = [];
    private float[] _weights = [];
    private long[] _timesMs = [];
    private long _added;

    private int Kept => (int)Math.Min(_added, Most);

    /// <summary>Nothing where a class has no score, or the label is none of the classes.</summary>
    public void Add(in JoinedOutcome outcome)
    {
        if (!IsWhole(outcome)) return;
        Reserve();
        int at = (int)(_added++ % Most);
        outcome.Scores.CopyTo(_scores.AsSpan(at * classes));
        _labels[at] = outcome.LabelledClass;
        _weights[at] = (float)outcome.Weight;
        _timesMs[at] = outcome.LabelTimeMs;
    }

    /// <summary>Takes back what was added, unless newer answers have taken its place.</summary>
    public void Remove(in JoinedOutcome outcome)
    {
        if (!IsWhole(outcome)) return;
        for (int at = 0; at < Kept; at++)
        {
            bool same = _timesMs[at] == outcome.LabelTimeMs && _labels[at] == outcome.LabelledClass;
            if (!same || _weights[at] != (float)outcome.Weight) continue;
            if (!_scores.AsSpan(at * classes, classes).SequenceEqual(outcome.Scores)) continue;
            _labels[at] = Withdrawn;
            return;
        }
    }

    /// <summary>The areas over the answers whose label came after a time and not after another one.</summary>
    public OneVersusRest Areas(long afterMs, long endMs)
    {
        List<int> chosen = [];
        for (int at = 0; at < Kept; at++)
        {
            if (_labels[at] != Withdrawn && _timesMs[at] > afterMs && _timesMs[at] <= endMs) chosen.Add(at);
        }

        float[] scores = new float[chosen.Count * classes];
        for (int i = 0; i < chosen.Count; i++) _scores.AsSpan(chosen[i] * classes, classes).CopyTo(scores.AsSpan(i * classes));
        return OneVersusRest.Of(scores, [.. chosen.Select(at => _labels[at])], [.. chosen.Select(at => _weights[at])], classes);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_added);
        for (int at = 0; at < Kept; at++)
        {
            writer.Write(_timesMs[at]);
            writer.Write(_labels[at]);
            writer.Write(_weights[at]);
            foreach (float score in _scores.AsSpan(at * classes, classes)) writer.Write(score);
        }
    }

    public void Load(BinaryReader reader)
    {
        _added = reader.ReadInt64();
        Make(Math.Min(Most, Math.Max(FirstRoom, Kept)));
        for (int at = 0; at < Kept; at++)
        {
            _timesMs[at] = reader.ReadInt64();
            _labels[at] = reader.ReadUInt16();
            _weights[at] = reader.ReadSingle();
            foreach (ref float score in _scores.AsSpan(at * classes, classes)) score = reader.ReadSingle();
        }
    }

    private bool IsWhole(in JoinedOutcome outcome)
    {
        if (outcome.Scores.Length != classes || outcome.LabelledClass >= classes) return false;
        foreach (float score in outcome.Scores)
        {
            if (!float.IsFinite(score)) return false;
        }

        return true;
    }

    private void Reserve()
    {
        if (_added < _labels.Length || _labels.Length == Most) return;
        Make(Math.Min(Most, Math.Max(FirstRoom, _labels.Length * 2)));
    }

    private void Make(int room)
    {
        Array.Resize(ref _scores, room * classes);
        Array.Resize(ref _labels, room);
        Array.Resize(ref _weights, room);
        Array.Resize(ref _timesMs, room);
    }
}
