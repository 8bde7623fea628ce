using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Remote.Reading;
using Heed.Remote.Writing;
using Heed.Server.Configuration;
using Heed.Storage;

namespace Heed.Server.Hosting;

/// <summary>Where the series are: in the embedded store, or in one that others run. Safe to use from any thread.</summary>
public sealed class SeriesBackend : IDisposable
{
    private readonly RemoteSeriesReader? _remoteReader;

    private SeriesBackend(SeriesStore? store, RemoteSeriesReader? reader, RemoteSampleSink? sink)
    {
        Store = store;
        _remoteReader = reader;
        RemoteSink = sink;
        Reader = reader is null ? store! : reader;
        Samples = sink is null ? store! : new SingleSamples(sink);
        Histograms = sink is null ? store! : sink;
    }

    /// <summary>The embedded store; null where the series are elsewhere.</summary>
    public SeriesStore? Store { get; }

    /// <summary>What leads to the store of others; null where the series are embedded.</summary>
    public RemoteSampleSink? RemoteSink { get; }

    public ISeriesReader Reader { get; }

    public IBatchSampleSink Samples { get; }

    public IHistogramSink Histograms { get; }

    /// <param name="options">What <c>heed.yml</c> says under <c>storage:</c>.</param>
    /// <param name="directory">Where the files lie; null to keep everything in memory, as a replay does, whatever the options say.</param>
    /// <param name="clock">Measures time limits and pauses of a remote store.</param>
    public static SeriesBackend Open(StorageOptions options, string? directory, TimeProvider clock)
    {
        if (directory is not null && options.Remote is { Query: { } query, Write: { } write })
        {
            RemoteWriteOptions here = write with { Directory = Path.Combine(directory, "remote-write") };
            return new SeriesBackend(null, new RemoteSeriesReader(query, clock), RemoteSampleSink.Open(here, clock));
        }

        StoreOptions store = new()
        {
            Directory = directory is null ? null : Path.Combine(directory, "series"),
            Retention = options.Retention,
            MaxBytes = options.MaxSizeBytes,
            OutOfOrderWindow = options.OutOfOrderWindow,
            MaxSeries = options.MaxSeries,
            MaxSeriesPerMetric = options.MaxSeriesPerMetric,
        };
        return new SeriesBackend(SeriesStore.Open(store), null, null);
    }

    /// <summary>Makes everything appended before the call durable: in the store's files, or in the queue of what is still to be sent.</summary>
    /// <returns>Null, or why it could not be.</returns>
    public string? Commit()
    {
        if (RemoteSink is not null) return RemoteSink.Commit();
        CommitOutcome outcome = Store!.Commit();
        return outcome is CommitOutcome.Committed or CommitOutcome.InMemory ? null : $"{outcome}: {Store.Report.LastFailure}";
    }

    /// <summary>What it holds is committed first.</summary>
    public void Dispose()
    {
        RemoteSink?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _remoteReader?.Dispose();
        Store?.Dispose();
    }

    /// <summary>A gate for many samples before one that takes them singly.</summary>
    private sealed class SingleSamples(IHistogramSink sink) : IBatchSampleSink
    {
        public AppendOutcome Append(LabelSet labels, long timeMs, double value) => sink.Append(labels, timeMs, value);

        public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
        {
            for (int i = 0; i < samples.Length; i++) outcomes[i] = sink.Append(samples[i].Series.Labels, samples[i].TimeMs, samples[i].Value);
        }
    }
}
