using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>
/// The samples of one collection on their way to the store, which gets all of them at once. A collection mostly writes what the one before it
/// wrote, in the same order: the handle of each series is then found by its place. Belongs to one thread.
/// </summary>
internal sealed class CollectedSamples(IBatchSampleSink store) : ISampleSink
{
    private const int StartLength = 256;

    /// <summary>Handles of series that are no longer written are let go when they are most of all.</summary>
    private const int KnownPerWritten = 2;

    private readonly Dictionary<LabelSet, SeriesHandle> _known = [];
    private LabelSet?[] _labels = new LabelSet?[StartLength];
    private SeriesSample[] _samples = new SeriesSample[StartLength];
    private AppendOutcome[] _outcomes = new AppendOutcome[StartLength];
    private int _count;

    /// <summary>The store answers later, and counts what it refuses.</summary>
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        if (_count == _samples.Length) Grow();
        SeriesHandle handle = ReferenceEquals(_labels[_count], labels) ? _samples[_count].Series : Find(labels);
        _labels[_count] = labels;
        _samples[_count++] = new SeriesSample(handle, timeMs, value);
        return AppendOutcome.Appended;
    }

    /// <summary>Hands everything to the store.</summary>
    public void Flush()
    {
        store.Append(_samples.AsSpan(0, _count), _outcomes.AsSpan(0, _count));
        if (_known.Count > KnownPerWritten * Math.Max(_count, StartLength)) Forget();
        _count = 0;
    }

    private SeriesHandle Find(LabelSet labels)
    {
        if (!_known.TryGetValue(labels, out SeriesHandle? handle)) _known.Add(labels, handle = new SeriesHandle(labels));
        return handle;
    }

    private void Forget()
    {
        _known.Clear();
        Array.Clear(_labels);
        Array.Clear(_samples);
    }

    private void Grow()
    {
        Array.Resize(ref _labels, _count * 2);
        Array.Resize(ref _samples, _count * 2);
        Array.Resize(ref _outcomes, _count * 2);
    }
}
