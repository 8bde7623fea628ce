using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>
/// Series that are written together, time after time, mostly with the values that they had: <see cref="Version"/> tells whoever takes them
/// that nothing changed, without a look at any. Filled as a sink between <see cref="Begin"/> and <see cref="End"/>. Belongs to one thread.
/// </summary>
public sealed class SampleSection : ISampleSink
{
    private const int StartLength = 8;

    private SectionSample[] _samples = new SectionSample[StartLength];
    private int _count;
    private int _next;
    private bool _isChanged;
    private bool _isOpen;

    /// <summary>Grows with every filling that differs from the one before, and with every one that ends a series.</summary>
    public long Version { get; private set; }

    /// <summary>In the order in which they were written. Stale markers are true for the first time only.</summary>
    public ReadOnlySpan<SectionSample> Samples => _samples.AsSpan(0, _count);

    /// <summary>Belongs to the sink that takes the section, one at a time; null before.</summary>
    public object? Place { get; set; }

    /// <summary>What is appended from here on takes the place of what the section holds.</summary>
    public void Begin()
    {
        // A filling that broke off has left what nobody was told.
        _isChanged = _isOpen;
        _isOpen = true;
        _next = 0;
    }

    /// <summary>The time is told when the section is handed on.</summary>
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        if (_next == _samples.Length) Array.Resize(ref _samples, _samples.Length * 2);
        ref SectionSample sample = ref _samples[_next];
        if (_next >= _count || !sample.Is(labels, value) || StaleMarker.IsStale(value))
        {
            sample = new SectionSample(labels, value);
            _isChanged = true;
        }

        _next++;
        return AppendOutcome.Appended;
    }

    public void End()
    {
        if (_next != _count) _isChanged = true;
        _samples.AsSpan(_next, Math.Max(0, _count - _next)).Clear();
        _count = _next;
        _isOpen = false;
        if (_isChanged) Version++;
    }

    /// <summary>Hands every sample to a sink that knows no sections.</summary>
    /// <param name="sink">Takes the samples.</param>
    /// <param name="timeMs">Milliseconds since the Unix epoch.</param>
    /// <param name="isFirst">Whether this version was not handed on before: markers that end a series are told once.</param>
    public void WriteTo(ISampleSink sink, long timeMs, bool isFirst)
    {
        foreach (ref readonly SectionSample sample in Samples)
        {
            if (isFirst || !StaleMarker.IsStale(sample.Value)) sink.Append(sample.Labels, timeMs, sample.Value);
        }
    }
}
