using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>
/// The samples of one collection on their way to the store, which gets all of them at once. A collection mostly writes what the one
/// before it wrote, in the same order: the handle of each series is then found by its place. Belongs to one thread.
/// </summary>
internal sealed class CollectedSamples(IBatchSampleSink store) : ISectionSink
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

    public void Append(SampleSection section, long timeMs)
    {
        if (section.Place is not SeenSection seen || seen.Owner != this) section.Place = seen = new SeenSection(this);
        section.WriteTo(this, timeMs, isFirst: seen.Version != section.Version);
        seen.Version = section.Version;
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

    /// <summary>Which version of a section was taken last: a marker that ends a series is taken once.</summary>
    private sealed class SeenSection(CollectedSamples owner)
    {
        public CollectedSamples Owner => owner;

        public long Version { get; set; } = -1;
    }
}
