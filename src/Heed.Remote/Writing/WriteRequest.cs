using System.Runtime.InteropServices;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Wire.Protobuf;
using Heed.Wire.Snappy;

namespace Heed.Remote.Writing;

/// <summary>
/// Makes Prometheus' <c>WriteRequest</c> (remote write 1.0) out of samples, each series once with its samples in order. Source:
/// prompb/remote.proto and prompb/types.proto. One owner at a time.
/// </summary>
internal sealed class WriteRequest
{
    private const int Timeseries = 1;
    private const int Labels = 1;
    private const int Samples = 2;
    private const int Histograms = 4;
    private const int LabelName = 1;
    private const int LabelValue = 2;
    private const int SampleValue = 1;
    private const int SampleTime = 2;

    private readonly ProtobufWriter _writer = new();
    private readonly Dictionary<LabelSet, int> _last = [];
    private readonly List<int> _firsts = [];
    private int[] _next = [];

    /// <summary>A snappy block of the samples from <paramref name="start"/> on.</summary>
    public byte[] Encode(PendingSamples samples, int start, int count)
    {
        Chain(samples, start, count);
        _writer.Clear();
        foreach (int first in _firsts)
        {
            int series = _writer.Begin(Timeseries);
            WriteLabels(samples.Series[start + first]);
            for (int i = first; i >= 0; i = _next[i]) WriteSample(samples, start + i);
            _writer.End(series);
        }

        return SnappyBlock.Encode(_writer.Written);
    }

    /// <summary>Each sample points to the next one of its series; the first ones are listed.</summary>
    private void Chain(PendingSamples samples, int start, int count)
    {
        _last.Clear();
        _firsts.Clear();
        if (_next.Length < count) _next = new int[count];
        for (int i = 0; i < count; i++)
        {
            _next[i] = -1;
            ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, samples.Series[start + i], out bool known);
            if (known) _next[last] = i;
            else _firsts.Add(i);
            last = i;
        }
    }

    private void WriteLabels(LabelSet labels)
    {
        foreach (Label label in labels.Labels)
        {
            int start = _writer.Begin(Labels);
            _writer.WriteText(LabelName, label.Name);
            _writer.WriteText(LabelValue, label.Value);
            _writer.End(start);
        }
    }

    private void WriteSample(PendingSamples samples, int i)
    {
        ReadOnlySpan<NativeHistogram?> histograms = samples.Samples.Histograms;
        NativeHistogram? histogram = histograms.Length > 0 ? histograms[i] : null;
        int start = _writer.Begin(histogram is null ? Samples : Histograms);
        if (histogram is not null)
        {
            WireHistogram.Write(_writer, histogram, samples.Samples.TimesMs[i]);
        }
        else
        {
            _writer.WriteDouble(SampleValue, samples.Samples.Values[i]);
            _writer.WriteInt64(SampleTime, samples.Samples.TimesMs[i]);
        }

        _writer.End(start);
    }
}
