using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Monitoring;

namespace Heed.Server.Hosting;

/// <summary>Writes every figure of every model to the store at each multiple of the sample interval.</summary>
public sealed class Collector : IScheduled
{
    private readonly WatchedModels _models;
    private readonly ISampleSource? _own;
    private readonly ISectionSink _samples;
    private readonly CollectedSamples? _batch;
    private readonly long _intervalMs;

    /// <param name="models">In the order of the configuration.</param>
    /// <param name="own">Heed's own figures; null in a replay, whose series depend on the events alone.</param>
    /// <param name="store">Takes the samples of each collection.</param>
    /// <param name="runs">Takes them in its place, where nobody reads them before its owner flushes them.</param>
    /// <param name="interval">The sample interval.</param>
    /// <param name="startMs">The first collection is at the first multiple of the interval that is not before this.</param>
    internal Collector(
        WatchedModels models, ISampleSource? own, IBatchSampleSink store, CollectedRuns? runs, TimeSpan interval, long startMs)
    {
        _models = models;
        _own = own;
        _batch = runs is null ? new CollectedSamples(store) : null;
        _samples = (ISectionSink?)runs ?? _batch!;
        _intervalMs = (long)interval.TotalMilliseconds;
        NextDueMs = FirstDue(startMs);
    }

    public long NextDueMs { get; private set; }

    public void Run(long dueMs)
    {
        // Moved on first: a collection that fails is left out, not tried for ever.
        NextDueMs = dueMs + _intervalMs;
        try
        {
            foreach (ModelMonitor monitor in _models) monitor.Collect(dueMs, _samples);
            _models.Collect(dueMs, _samples);
            _own?.Collect(dueMs, _samples);
        }
        finally
        {
            _batch?.Flush();
        }
    }

    /// <summary>Leaves out the collections before a time: a machine that slept has no figures for the time between.</summary>
    public void SkipTo(long timeMs) => NextDueMs = Math.Max(NextDueMs, FirstDue(timeMs));

    private long FirstDue(long timeMs) => (timeMs + _intervalMs - 1) / _intervalMs * _intervalMs;
}
