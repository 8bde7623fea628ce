using System.Collections.Concurrent;

using Heed.Ingest.Relabelling;
using Heed.Model.Histograms;
using Heed.Model.Labels;

namespace Heed.Remote.Writing;

/// <summary>
/// One store that gets a copy of what the embedded store takes, under the external labels and through the target's relabelling.
/// Safe to use from any thread.
/// </summary>
public sealed class RemoteWriteTarget : IAsyncDisposable
{
    /// <summary>Series whose labels are remembered; beyond it all are forgotten and worked out anew.</summary>
    public const int MostRemembered = 1_000_000;

    /// <summary>Where relabelling drops a series. No series is without a name, so none becomes this.</summary>
    private static readonly LabelSet Dropped = LabelSet.Empty;

    private readonly RemoteWriteTargetOptions _options;
    private readonly LabelSet _external;
    private readonly RemoteSampleSink _sink;
    private readonly ConcurrentDictionary<LabelSet, LabelSet> _labels = new();
    private readonly Func<LabelSet, LabelSet> _relabel;
    private readonly bool _keepsLabels;
    private int _remembered;
    private long _relabelled;
    private long _histograms;
    private long _late;

    private RemoteWriteTarget(RemoteWriteTargetOptions options, LabelSet external, RemoteSampleSink sink)
    {
        _options = options;
        _external = external;
        _sink = sink;
        _relabel = Relabel;
        _keepsLabels = external.Count == 0 && options.Relabelling.Count == 0;
    }

    public string Name => _options.Name;

    public RemoteWriteCounters Counters => _sink.Counters;

    /// <summary>Samples that relabelling dropped.</summary>
    public long RelabelledAway => Interlocked.Read(ref _relabelled);

    /// <summary>Native histograms that are not sent because they are switched off.</summary>
    public long HistogramsLeftOut => Interlocked.Read(ref _histograms);

    /// <summary>Samples behind the newest one of their series: most stores would refuse the whole request for one of them.</summary>
    public long LateLeftOut => Interlocked.Read(ref _late);

    /// <summary>Opens the queue and begins to send what an earlier process left in it.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">Another version wrote the queue.</exception>
    public static RemoteWriteTarget Open(RemoteWriteTargetOptions options, LabelSet external, TimeProvider clock) =>
        new(options, external, RemoteSampleSink.Open(options.Write, clock));

    /// <summary>What finds no room in memory is refused and counted; whoever writes samples hears nothing of it.</summary>
    public void Append(LabelSet labels, long timeMs, double value)
    {
        LabelSet sent = LabelsOf(labels);
        if (ReferenceEquals(sent, Dropped)) Interlocked.Increment(ref _relabelled);
        else _sink.Append(sent, timeMs, value);
    }

    public void Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        LabelSet sent = LabelsOf(labels);
        if (ReferenceEquals(sent, Dropped)) Interlocked.Increment(ref _relabelled);
        else if (!_options.SendsHistograms) Interlocked.Increment(ref _histograms);
        else _sink.Append(sent, timeMs, histogram);
    }

    public void LeaveOutLate() => Interlocked.Increment(ref _late);

    /// <summary>Puts what was appended before into the queue on disk. A disk that refuses is counted, and asked again by the next commit.</summary>
    public void Commit() => _sink.Commit();

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private LabelSet LabelsOf(LabelSet labels)
    {
        if (_keepsLabels) return labels;
        if (_labels.TryGetValue(labels, out LabelSet? known)) return known;
        if (Interlocked.Increment(ref _remembered) > MostRemembered)
        {
            _labels.Clear();
            Interlocked.Exchange(ref _remembered, 1);
        }

        return _labels.GetOrAdd(labels, _relabel);
    }

    private LabelSet Relabel(LabelSet labels)
    {
        LabelSetBuilder builder = new(_external);
        foreach (Label label in labels.Labels) builder.Set(label.Name, label.Value);
        if (!Relabeller.Apply(_options.Relabelling, builder).IsKept) return Dropped;
        LabelSet sent = builder.Build();
        return sent.MetricName.Length == 0 ? Dropped : sent;
    }
}
