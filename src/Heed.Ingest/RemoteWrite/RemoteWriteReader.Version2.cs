using System.Text;

using Heed.Ingest.Series;
using Heed.Model.Metadata;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <content><c>io.prometheus.write.v2.Request</c>: texts are named by their place in a table of the request.</content>
internal sealed partial class RemoteWriteReader
{
    private const uint SymbolTag2 = (4 << 3) | (uint)WireType.Bytes;
    private const uint SeriesTag2 = (5 << 3) | (uint)WireType.Bytes;
    private const uint LabelRefsTag2 = (1 << 3) | (uint)WireType.Bytes;
    private const uint LabelRefTag2 = (1 << 3) | (uint)WireType.Varint;
    private const uint HistogramTag2 = (3 << 3) | (uint)WireType.Bytes;
    private const uint ExemplarTag2 = (4 << 3) | (uint)WireType.Bytes;
    private const uint MetadataTag2 = (5 << 3) | (uint)WireType.Bytes;
    private const uint StartTag2 = (6 << 3) | (uint)WireType.Varint;

    private readonly SymbolTable _symbols = new();
    private readonly List<ulong> _references = [];

    private string? ReadVersion2(ReadOnlySpan<byte> message)
    {
        if (!TryReadSymbols(message))
        {
            return _symbols.IsFull ? $"more than {SymbolTable.MostSymbols} symbols" : "the request is no protobuf message";
        }


        if (_symbols.TryGet(message, 0, out ReadOnlySpan<byte> first) && first.Length > 0) return "the first symbol is not empty";
        ProtobufReader request = new(message);
        while (request.TryReadTag(out uint tag))
        {
            if (tag != SeriesTag2)
            {
                request.Skip(tag);
                continue;
            }

            _seriesNumber++;
            if (!TryReadSeries2(message, request.ReadBytes())) return Broken("the series");
        }

        return null;
    }

    private bool TryReadSymbols(ReadOnlySpan<byte> message)
    {
        _symbols.Clear();
        ProtobufReader request = new(message);
        while (request.TryReadTag(out uint tag))
        {
            if (tag != SymbolTag2)
            {
                request.Skip(tag);
                continue;
            }

            int length = request.ReadBytes().Length;
            if (!_symbols.TryAdd(request.Position - length, length)) return false;
        }

        return !request.IsBroken;
    }

    /// <summary>First what the points need to know, which may stand behind them; then the points.</summary>
    private bool TryReadSeries2(ReadOnlySpan<byte> message, ReadOnlySpan<byte> series)
    {
        long startMs = 0;
        ReadOnlySpan<byte> metadata = [];
        _references.Clear();
        ProtobufReader fields = new(series);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case LabelRefsTag2:
                    ProtobufReader packed = new(fields.ReadBytes());
                    while (!packed.IsAtEnd) AddReference(packed.ReadVarint());
                    if (packed.IsBroken) return false;
                    break;
                case LabelRefTag2: AddReference(fields.ReadVarint()); break;
                case MetadataTag2: metadata = fields.ReadBytes(); break;
                case StartTag2: startMs = (long)fields.ReadVarint(); break;
                default: fields.Skip(tag); break;
            }
        }

        if (fields.IsBroken) return false;
        if (Resolve2(message) is not { } known) return true;
        return TryReadMetadata2(message, metadata, known) && TryReadPoints2(known, series, startMs);
    }

    /// <summary>Each one takes more than a byte of the run, so that what is left out here is refused there.</summary>
    private void AddReference(ulong reference)
    {
        if (_references.Count <= limits.MaxLabelBytes) _references.Add(reference);
    }

    private WrittenSeries? Resolve2(ReadOnlySpan<byte> message)
    {
        string? problem = WriteRun(message);
        WrittenSeries? known = problem is null ? resolver.Find(_run.Written) : null;
        if (known is null) Refuse(null, problem ?? resolver.Problem);
        return known;
    }

    /// <summary>Null, or what is wrong with the references.</summary>
    private string? WriteRun(ReadOnlySpan<byte> message)
    {
        _run.Clear();
        for (int i = 0; i < _references.Count; i += 2)
        {
            if (i + 1 == _references.Count) return "a label's name without a value";
            if (!_symbols.TryGet(message, _references[i], out ReadOnlySpan<byte> name)) return "labels name a symbol that is not there";
            if (!_symbols.TryGet(message, _references[i + 1], out ReadOnlySpan<byte> value)) return "labels name a symbol that is not there";

            // Few symbols can name much: it is not written down before it is refused.
            if (_run.Length + name.Length + value.Length > limits.MaxLabelBytes) return resolver.TooLong;
            LabelBytes.Write(_run, name, value);
        }

        return null;
    }

    private bool TryReadPoints2(WrittenSeries series, ReadOnlySpan<byte> message, long startMs)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case SampleTag:
                    if (!TryReadSample(series, fields.ReadBytes(), startMs)) return false;
                    break;
                case HistogramTag2:
                    if (!TryReadHistogram(series, fields.ReadBytes())) return false;
                    break;
                case ExemplarTag2:
                    fields.ReadBytes();
                    _tally.ExemplarsDropped++;
                    break;
                default:
                    fields.Skip(tag);
                    break;
            }
        }

        return true;
    }

    /// <summary>Every request repeats what a metric is; only what is new is handed on.</summary>
    private bool TryReadMetadata2(ReadOnlySpan<byte> message, ReadOnlySpan<byte> metadata, WrittenSeries series)
    {
        if (metadata.Length == 0 || sinks.Metadata is null) return true;
        ulong type = 0;
        ulong help = 0;
        ulong unit = 0;
        ProtobufReader fields = new(metadata);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ((1 << 3) | (uint)WireType.Varint)) type = fields.ReadVarint();
            else if (tag == ((3 << 3) | (uint)WireType.Varint)) help = fields.ReadVarint();
            else if (tag == ((4 << 3) | (uint)WireType.Varint)) unit = fields.ReadVarint();
            else fields.Skip(tag);
        }

        if (fields.IsBroken) return false;
        if (!_symbols.TryGet(message, help, out ReadOnlySpan<byte> helpText) || !_symbols.TryGet(message, unit, out ReadOnlySpan<byte> unitText))
        {
            Refuse(series, "metadata name a symbol that is not there");
            return true;
        }

        ulong hash = RawHash.Of(helpText, RawHash.Of(unitText, type + 1));
        if (series.MetadataHash == hash) return true;
        series.MetadataHash = hash;
        string family = Family(series.Handle.Labels.MetricName, Type(type));
        Describe(new MetricMetadata(family, Type(type), Encoding.UTF8.GetString(unitText), Encoding.UTF8.GetString(helpText)));
        return true;
    }

    /// <summary>2.0 describes series, metadata are of families: of a classic histogram's series the suffix is not the family's.</summary>
    private static string Family(string name, MetricType type)
    {
        if (type is not (MetricType.Histogram or MetricType.GaugeHistogram or MetricType.Summary)) return name;
        foreach (string suffix in (ReadOnlySpan<string>)["_bucket", "_count", "_sum"])
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal)) return name[..^suffix.Length];
        }

        return name;
    }
}
