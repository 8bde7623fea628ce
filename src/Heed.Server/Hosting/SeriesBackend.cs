using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Remote;
using Heed.Remote.Reading;
using Heed.Remote.Writing;
using Heed.Server.Configuration;
using Heed.Storage;

namespace Heed.Server.Hosting;

/// <summary>Where the series are: in the embedded store, or in one that others run. Safe to use from any thread.</summary>
public sealed class SeriesBackend : IDisposable
{
    /// <summary>What goes to a remote store is there to be read after this at the latest.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(15);

    private readonly RemoteSeriesReader? _remoteReader;
    private readonly SeriesStore? _recent;

    private SeriesBackend(SeriesStore? store, SeriesStore? recent, RemoteSeriesReader? reader, RemoteSampleSink? sink, RemoteWriteTarget[] targets)
    {
        Store = store;
        Targets = targets;
        _recent = recent;
        _remoteReader = reader;
        RemoteSink = sink;
        if (reader is null || sink is null || recent is null)
        {
            Reader = store!;
            Samples = store!;
            Histograms = store!;
        }
        else
        {
            RemoteSamples samples = new(sink, recent);
            Reader = new OverlaidSeries(reader, recent);
            Samples = samples;
            Histograms = samples;
        }

        if (targets.Length == 0) return;
        ForwardedSamples forwarded = new(Samples, Histograms, targets);
        Samples = forwarded;
        Histograms = forwarded;
    }

    /// <summary>The embedded store; null where the series are elsewhere.</summary>
    public SeriesStore? Store { get; }

    /// <summary>What leads to the store of others; null where the series are embedded.</summary>
    public RemoteSampleSink? RemoteSink { get; }

    /// <summary>Stores that get a copy of every sample.</summary>
    public IReadOnlyList<RemoteWriteTarget> Targets { get; }

    public ISeriesReader Reader { get; }

    public IBatchSampleSink Samples { get; }

    public IHistogramSink Histograms { get; }

    /// <param name="options">What <c>heed.yml</c> says under <c>storage:</c>.</param>
    /// <param name="directory">Where the files lie; null to keep everything in memory, as a replay does, whatever the options say.</param>
    /// <param name="clock">Measures time limits and pauses of a remote store.</param>
    /// <param name="targets">What <c>heed.yml</c> says under <c>remote_write:</c>; nothing is sent where nothing is kept.</param>
    /// <param name="external">The labels that everything has that leaves.</param>
    public static SeriesBackend Open(
        StorageOptions options, string? directory, TimeProvider clock, IReadOnlyList<RemoteWriteTargetOptions> targets, LabelSet external)
    {
        RemoteWriteTarget[] opened = directory is null ? [] : [.. targets.Select(t => RemoteWriteTarget.Open(At(t, directory), external, clock))];
        if (directory is not null && options.Remote is { Query: { } query, Write: { } write })
        {
            RemoteWriteOptions here = write with { Directory = Path.Combine(directory, "remote-write") };
            SeriesStore recent = SeriesStore.Open(new StoreOptions { Retention = OnItsWay, MaxSeries = options.MaxSeries, MaxSeriesPerMetric = options.MaxSeriesPerMetric });
            return new SeriesBackend(null, recent, new RemoteSeriesReader(query, clock), RemoteSampleSink.Open(here, clock), opened);
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
        return new SeriesBackend(SeriesStore.Open(store), null, null, null, opened);
    }

    /// <summary>Makes everything appended before the call durable: in the store's files, or in the queue of what is still to be sent.</summary>
    /// <returns>Null, or why it could not be. What is on its way to <see cref="Targets"/> does not count.</returns>
    public string? Commit()
    {
        string? failure = CommitStore();
        foreach (RemoteWriteTarget target in Targets) target.Commit();
        return failure;
    }

    private string? CommitStore()
    {
        if (RemoteSink is not null)
        {
            _recent!.Commit();
            return RemoteSink.Commit();
        }

        CommitOutcome outcome = Store!.Commit();
        return outcome is CommitOutcome.Committed or CommitOutcome.InMemory ? null : $"{outcome}: {Store.Report.LastFailure}";
    }

    /// <summary>What it holds is committed first.</summary>
    public void Dispose()
    {
        foreach (RemoteWriteTarget target in Targets) target.DisposeAsync().AsTask().GetAwaiter().GetResult();
        RemoteSink?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _remoteReader?.Dispose();
        Store?.Dispose();
        _recent?.Dispose();
    }

    /// <summary>The queues lie with the data, wherever <c>--data</c> puts them.</summary>
    private static RemoteWriteTargetOptions At(RemoteWriteTargetOptions target, string directory) =>
        target with { Write = target.Write with { Directory = Path.Combine(directory, "remote-writes", Path.GetFileName(target.Write.Directory)) } };
}
