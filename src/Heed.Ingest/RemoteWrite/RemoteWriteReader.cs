using Heed.Ingest.Series;
using Heed.Model.Histograms;
using Heed.Model.Metadata;
using Heed.Model.Samples;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <summary>
/// Reads one request after another into the store's gate, in one pass; nothing is allocated for a series that is known. What is wrong
/// with one series refuses that series; bytes that are no message end the request. One owner at a time.
/// </summary>
internal sealed partial class RemoteWriteReader(SampleSinks sinks, SeriesResolver resolver, RemoteWriteLimits limits)
{
    private const uint SampleTag = (2 << 3) | (uint)WireType.Bytes;

    private readonly SampleBatch _batch = new(sinks.Samples);
    private readonly HistogramMessage _histogram = new();
    private readonly List<string> _problems = [];
    private RemoteWriteTally _tally = new();
    private int _seriesNumber;

    /// <summary>The series of the request that were refused, as many as the limits list.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <param name="tally">Gets what becomes of the samples.</param>
    /// <returns>Null, or why the message could not be read to its end; what was read before is written.</returns>
    public string? Read(ReadOnlySpan<byte> message, RemoteWriteProtocol protocol, RemoteWriteTally tally)
    {
        _problems.Clear();
        _seriesNumber = 0;
        _tally = tally;
        _batch.Tally = tally;
        resolver.BeginRequest();
        string? broken = protocol == RemoteWriteProtocol.Version1 ? ReadVersion1(message) : ReadVersion2(message);
        _batch.Flush();
        return broken;
    }

    private bool TryReadSample(WrittenSeries series, ReadOnlySpan<byte> message, long startMs)
    {
        if (!SampleMessage.TryReadUsual(message, out double value, out long timeMs))
        {
            if (!SampleMessage.TryRead(message, out value, out timeMs, out long ownStartMs)) return false;
            if (ownStartMs != 0) startMs = ownStartMs;
        }

        if (startMs != 0) WriteStart(series, startMs, timeMs);
        _batch.Add(series.Handle, timeMs, value);
        return true;
    }

    /// <summary>A counter was zero when it began. The store refuses the zero where it has newer samples; that is no refusal of the sender's.</summary>
    private void WriteStart(WrittenSeries series, long startMs, long timeMs)
    {
        if (!limits.WritesZeroAtStart || startMs >= timeMs || series.StartMs == startMs) return;
        series.StartMs = startMs;
        _batch.Flush();
        sinks.Samples.Append(series.Handle.Labels, startMs, 0);
    }

    private bool TryReadHistogram(WrittenSeries series, ReadOnlySpan<byte> message)
    {
        if (!_histogram.TryRead(message)) return false;
        NativeHistogram? histogram = _histogram.Build(out string problem);
        if (histogram is null)
        {
            Refuse(series, problem);
        }
        else if (StaleMarker.IsStale(histogram.Sum))
        {
            _batch.Add(series.Handle, _histogram.TimeMs, StaleMarker.Value);
        }
        else if (sinks.Histograms is null)
        {
            Refuse(series, "native histograms are not taken");
        }
        else
        {
            _tally.Add(sinks.Histograms.Append(series.Handle.Labels, _histogram.TimeMs, histogram), isHistogram: true);
        }

        return true;
    }

    private void Describe(MetricMetadata metadata)
    {
        if (sinks.Metadata is null || metadata.Family.Length == 0) return;
        sinks.Metadata.Describe(metadata);
        _tally.MetadataTaken++;
    }

    private void Refuse(WrittenSeries? series, string problem)
    {
        _tally.Invalid++;
        if (_problems.Count >= limits.MaxListedProblems) return;
        _problems.Add(series is null ? $"series {_seriesNumber}: {problem}" : $"{series.Handle.Labels}: {problem}");
    }

    private string Broken(string what) => $"series {_seriesNumber}: {what} is no protobuf message";
}
