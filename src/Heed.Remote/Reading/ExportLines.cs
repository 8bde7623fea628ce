using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Remote.Reading;

/// <summary>
/// Reads what VictoriaMetrics exports: a series a line, <c>{"metric":{…},"values":[…],"timestamps":[…]}</c>. JSON has no NaN: the
/// store writes null for the stale marker and for every other NaN. Null is read as a stale marker, because an ordinary NaN that is
/// left out does less harm than a marker that is taken for a value: it would make every sum that it enters NaN.
/// </summary>
/// <param name="maxSeries">Reading stops beyond it.</param>
/// <param name="maxSamples">Reading stops beyond it.</param>
internal sealed class ExportLines(int maxSeries, long maxSamples)
{
    private readonly Dictionary<LabelSet, SampleBuffer> _series = [];
    private readonly List<long> _times = [];
    private readonly List<double> _values = [];

    public long Samples { get; private set; }

    /// <summary>A limit was reached; the series are then not whole.</summary>
    public bool IsTooLarge => _series.Count > maxSeries || Samples > maxSamples;

    public IEnumerable<ISeries> Series => _series.Select(s => new RemoteSeries(s.Key, s.Value));

    /// <summary>False where a line is not what it should be.</summary>
    public bool TryRead(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0 && !IsTooLarge)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            if (line.Length > 0 && !TryReadLine(line)) return false;
        }

        return true;
    }

    private bool TryReadLine(ReadOnlySpan<byte> line)
    {
        LabelSetBuilder labels = new();
        _times.Clear();
        _values.Clear();
        try
        {
            Utf8JsonReader reader = new(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metric"u8)) ReadLabels(ref reader, labels);
                else if (reader.ValueTextEquals("values"u8)) ReadValues(ref reader);
                else if (reader.ValueTextEquals("timestamps"u8)) ReadTimes(ref reader);
                else reader.Skip();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }

        return _times.Count == _values.Count && Add(labels.Build());
    }

    /// <summary>
    /// A series may come in several lines, in any order: the store writes its blocks as its threads read them. A sample that was sent twice
    /// is there twice.
    /// </summary>
    private bool Add(LabelSet labels)
    {
        SampleBuffer line = new(_times.Count);
        for (int i = 0; i < _times.Count; i++)
        {
            if (i > 0 && _times[i - 1] > _times[i]) return false;
            if (i == 0 || _times[i - 1] < _times[i]) line.Add(_times[i], _values[i]);
        }

        _series[labels] = _series.TryGetValue(labels, out SampleBuffer? before) ? Merge(before, line) : line;
        Samples += _times.Count;
        return true;
    }

    /// <summary>Both in order of time; of two samples of one time the first is kept.</summary>
    private static SampleBuffer Merge(SampleBuffer first, SampleBuffer second)
    {
        if (second.Count > 0 && (first.Count == 0 || second.TimesMs[0] > first.TimesMs[^1])) return AddAll(first, second, 0);
        SampleBuffer merged = new(first.Count + second.Count);
        int next = 0;
        for (int i = 0; i < first.Count; i++)
        {
            for (; next < second.Count && second.TimesMs[next] <= first.TimesMs[i]; next++)
            {
                if (second.TimesMs[next] < first.TimesMs[i]) merged.Add(second.TimesMs[next], second.Values[next]);
            }

            merged.Add(first.TimesMs[i], first.Values[i]);
        }

        return AddAll(merged, second, next);
    }

    private static SampleBuffer AddAll(SampleBuffer to, SampleBuffer from, int index)
    {
        for (; index < from.Count; index++) to.Add(from.TimesMs[index], from.Values[index]);
        return to;
    }

    private static void ReadLabels(ref Utf8JsonReader reader, LabelSetBuilder labels)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            labels.Set(name, reader.GetString() ?? "");
        }
    }

    private void ReadValues(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _values.Add(reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.Null => StaleMarker.Value,
                _ => reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
                    : reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
                    : throw new FormatException(),
            });
        }
    }

    private void ReadTimes(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) _times.Add(reader.GetInt64());
    }
}
