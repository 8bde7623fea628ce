using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Monitoring.Series;

/// <summary>
/// What one part of a collection wrote, to be written again without being computed again while everything that it hangs on stays as it is.
/// Belongs to the monitor's thread.
/// </summary>
/// <remarks>
/// The part tells its age: a sum of numbers that only grow, one of which grows with every change of what the figures hang on. Those are versions of
/// counts, and the numbers of the panes that a window of time ends with. A marker that ends a series is not kept.
/// </remarks>
internal sealed class KeptFigures : ISampleSink
{
    private readonly List<(LabelSet Labels, double Value)> _kept = [];
    private ISampleSink? _target;
    private long? _age;

    /// <summary>Writes what was written at the same age; false where that is not known.</summary>
    public bool TryRepeat(SeriesWriter writer, long age)
    {
        if (_age != age) return false;
        foreach ((LabelSet labels, double value) in _kept) writer.Write(labels, value);
        return true;
    }

    /// <summary>A writer that keeps what passes through it, until <see cref="End"/>.</summary>
    public SeriesWriter Begin(SeriesWriter writer)
    {
        _kept.Clear();
        _age = null;
        _target = writer.Sink;
        return new SeriesWriter(this, writer.NowMs);
    }

    /// <summary>What was written since <see cref="Begin"/> stays true at this age.</summary>
    public void End(long age)
    {
        _target = null;
        _age = age;
    }

    /// <summary>Another state was loaded: nothing that was written says anything of it.</summary>
    public void Forget() => _age = null;

    AppendOutcome ISampleSink.Append(LabelSet labels, long timeMs, double value)
    {
        if (!StaleMarker.IsStale(value)) _kept.Add((labels, value));
        return _target!.Append(labels, timeMs, value);
    }
}
