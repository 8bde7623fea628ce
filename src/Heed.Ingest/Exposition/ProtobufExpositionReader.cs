using System.Text;
using System.Text.Unicode;

using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Parsing;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Exposition;

/// <summary>
/// <c>io.prometheus.client.MetricFamily</c> messages, each with its length before it: the one exposition that carries native histograms.
/// Source: github.com/prometheus/client_model.
/// </summary>
public sealed class ProtobufExpositionReader(ReadOnlyMemory<byte> body) : IExpositionReader
{
    private const uint MetricTag = (4 << 3) | (uint)WireType.Bytes;

    private readonly ProtobufMetric _metric = new();
    private readonly ProtobufWriter _key = new();
    private readonly RecentTexts _texts = new();
    private ReadOnlyMemory<byte> _rest = body;
    private ReadOnlyMemory<byte> _family;
    private MetricMetadata _metadata = new("", MetricType.Unknown, "", "");
    private int _familyNumber;
    private int _nextPoint;
    private ProtobufPoint _point;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> SeriesText => _key.Written;

    /// <inheritdoc/>
    public bool IsLikely { get; private set; }

    /// <inheritdoc/>
    public double Value => _point.Value;

    /// <inheritdoc/>
    public NativeHistogram? Histogram => _point.Histogram;

    /// <inheritdoc/>
    public long? TimeMs => _metric.TimeMs;

    /// <inheritdoc/>
    public long StartTimeMs => _metric.StartTimeMs;

    /// <inheritdoc/>
    public bool IsCreatedLine => false;

    /// <inheritdoc/>
    public long ExemplarCount => _metric.ExemplarCount;

    /// <inheritdoc/>
    public ExpositionError? Error { get; private set; }

    /// <inheritdoc/>
    public MetricMetadata ReadMetadata() => _metadata;

    /// <inheritdoc/>
    public ExpositionEntry Next(ReadOnlySpan<byte> likely = default)
    {
        while (Error is null)
        {
            if (_nextPoint < _metric.Points.Count)
            {
                _point = _metric.Points[_nextPoint++];
                WriteKey();
                IsLikely = likely.Length > 0 && likely.SequenceEqual(_key.Written);
                return _point.Histogram is null ? ExpositionEntry.Sample : ExpositionEntry.Histogram;
            }

            if (_family.Length > 0) ReadMetric();
            else if (_rest.Length == 0) return ExpositionEntry.End;
            else if (TryReadFamily()) return ExpositionEntry.Metadata;
        }

        return ExpositionEntry.Broken;
    }

    /// <inheritdoc/>
    public bool TryReadLabels(LabelSetBuilder target)
    {
        target.Set(LabelNames.MetricName, _metadata.Family + _point.Suffix);
        string? problem = LabelBytes.Read(_metric.Labels.Written, _texts, target);
        if (problem is not null) return Break($"labels, found {problem}");
        if (_point.BoundLabel is { } label) target.Set(label, GoNumber.FormatBound(_point.Bound));
        return true;
    }

    private bool TryReadFamily()
    {
        _familyNumber++;
        ProtobufReader delimited = new(_rest.Span);
        int length = delimited.ReadBytes().Length;
        if (delimited.IsBroken) return Break("a whole metric family");
        _family = _rest.Slice(delimited.Position - length, length);
        _rest = _rest[delimited.Position..];
        return TryReadMetadata() || Break("a metric family");
    }

    private bool TryReadMetadata()
    {
        string name = "";
        string help = "";
        string unit = "";
        ulong type = 0;
        ProtobufReader fields = new(_family.Span);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | (uint)WireType.Bytes:
                    ReadOnlySpan<byte> utf8 = fields.ReadBytes();
                    if (!Utf8.IsValid(utf8)) return false;
                    name = _texts.Get(utf8);
                    break;
                case (2 << 3) | (uint)WireType.Bytes: help = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                case (3 << 3) | (uint)WireType.Varint: type = fields.ReadVarint(); break;
                case (5 << 3) | (uint)WireType.Bytes: unit = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                default: fields.Skip(tag); break;
            }
        }

        _metadata = new MetricMetadata(name, Type(type), unit, help);
        return !fields.IsBroken && name.Length > 0;
    }

    /// <summary>The next metric of the family, if there is one; fields between metrics were read before.</summary>
    private void ReadMetric()
    {
        ProtobufReader fields = new(_family.Span);
        _nextPoint = 0;
        _metric.Points.Clear();
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != MetricTag)
            {
                fields.Skip(tag);
                continue;
            }

            string? problem = _metric.Read(fields.ReadBytes());
            _family = _family[fields.Position..];
            if (problem is not null) Break(problem);
            return;
        }

        _family = default;
    }

    /// <summary>Which sample it is, the family's name, and the labels as they came.</summary>
    private void WriteKey()
    {
        _key.Clear();
        _key.WriteText(1, _point.Suffix);
        _key.WriteText(2, _point.BoundLabel);
        _key.WriteDouble(3, _point.Bound);
        _key.WriteText(4, _metadata.Family);
        _key.WriteRaw(_metric.Labels.Written);
    }

    private bool Break(string expected)
    {
        Error = new ExpositionError(_familyNumber, 0, expected, "something else");
        return false;
    }

    private static MetricType Type(ulong type) => type switch
    {
        0 => MetricType.Counter,
        1 => MetricType.Gauge,
        2 => MetricType.Summary,
        4 => MetricType.Histogram,
        5 => MetricType.GaugeHistogram,
        _ => MetricType.Unknown,
    };
}
