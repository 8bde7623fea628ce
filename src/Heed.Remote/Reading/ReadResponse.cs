using System.Text;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Wire.Protobuf;

namespace Heed.Remote.Reading;

/// <summary>Reads Prometheus' <c>ReadResponse</c>. Source: prompb/remote.proto and prompb/types.proto.</summary>
/// <param name="maxSeries">Reading stops beyond it.</param>
/// <param name="maxSamples">Reading stops beyond it.</param>
internal sealed class ReadResponse(int maxSeries, long maxSamples)
{
    private static readonly uint ResultsTag = ProtobufReader.Tag(1, WireType.Bytes);
    private static readonly uint TimeseriesTag = ProtobufReader.Tag(1, WireType.Bytes);
    private static readonly uint LabelsTag = ProtobufReader.Tag(1, WireType.Bytes);
    private static readonly uint SamplesTag = ProtobufReader.Tag(2, WireType.Bytes);
    private static readonly uint HistogramsTag = ProtobufReader.Tag(4, WireType.Bytes);
    private static readonly uint NameTag = ProtobufReader.Tag(1, WireType.Bytes);
    private static readonly uint ValueTag = ProtobufReader.Tag(2, WireType.Bytes);
    private static readonly uint SampleValueTag = ProtobufReader.Tag(1, WireType.Fixed64);
    private static readonly uint SampleTimeTag = ProtobufReader.Tag(2, WireType.Varint);

    public List<ISeries> Series { get; } = [];

    public long Samples { get; private set; }

    /// <summary>A limit was reached; <see cref="Series"/> is then not whole.</summary>
    public bool IsTooLarge => Series.Count > maxSeries || Samples > maxSamples;

    /// <summary>False where the message is damaged.</summary>
    public bool TryRead(ReadOnlySpan<byte> message)
    {
        ProtobufReader response = new(message);
        while (response.TryReadTag(out uint tag))
        {
            if (tag != ResultsTag) response.Skip(tag);
            else if (!TryReadResult(response.ReadBytes())) return false;
        }

        return !response.IsBroken;
    }

    private bool TryReadResult(ReadOnlySpan<byte> message)
    {
        ProtobufReader result = new(message);
        while (!IsTooLarge && result.TryReadTag(out uint tag))
        {
            if (tag != TimeseriesTag) result.Skip(tag);
            else if (!TryReadSeries(result.ReadBytes())) return false;
        }

        return !result.IsBroken;
    }

    private bool TryReadSeries(ReadOnlySpan<byte> message)
    {
        LabelSetBuilder labels = new();
        SampleBuffer samples = new(64);
        ProtobufReader series = new(message);
        while (series.TryReadTag(out uint tag))
        {
            bool read = true;
            if (tag == LabelsTag) read = TryReadLabel(series.ReadBytes(), labels);
            else if (tag == SamplesTag) read = TryReadSample(series.ReadBytes(), samples);
            else if (tag == HistogramsTag) read = WireHistogram.TryRead(series.ReadBytes(), samples);
            else series.Skip(tag);
            if (!read) return false;
        }

        Samples += samples.Count;
        Series.Add(new RemoteSeries(labels.Build(), samples.HasHistograms ? Ordered(samples) : samples));
        return !series.IsBroken;
    }

    /// <summary>Floats and histograms come apart; a series that has both is put in order of time.</summary>
    private static SampleBuffer Ordered(SampleBuffer samples)
    {
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        Array.Sort(samples.TimesMs.ToArray(), order);
        SampleBuffer ordered = new(samples.Count);
        foreach (int i in order)
        {
            if (samples.Histograms[i] is { } histogram) ordered.Add(samples.TimesMs[i], histogram);
            else ordered.Add(samples.TimesMs[i], samples.Values[i]);
        }

        return ordered;
    }

    private static bool TryReadLabel(ReadOnlySpan<byte> message, LabelSetBuilder labels)
    {
        string name = "";
        string value = "";
        ProtobufReader label = new(message);
        while (label.TryReadTag(out uint tag))
        {
            if (tag == NameTag) name = Encoding.UTF8.GetString(label.ReadBytes());
            else if (tag == ValueTag) value = Encoding.UTF8.GetString(label.ReadBytes());
            else label.Skip(tag);
        }

        labels.Set(name, value);
        return !label.IsBroken;
    }

    private static bool TryReadSample(ReadOnlySpan<byte> message, SampleBuffer samples)
    {
        double value = 0;
        long timeMs = 0;
        ProtobufReader sample = new(message);
        while (sample.TryReadTag(out uint tag))
        {
            if (tag == SampleValueTag) value = sample.ReadDouble();
            else if (tag == SampleTimeTag) timeMs = (long)sample.ReadVarint();
            else sample.Skip(tag);
        }

        samples.Add(timeMs, value);
        return !sample.IsBroken;
    }
}
