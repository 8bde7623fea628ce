using Heed.Wire.Protobuf;
using Heed.Wire.Snappy;

namespace Heed.Ingest.Tests.RemoteWrite;

/// <summary>Writes <c>io.prometheus.write.v2.Request</c> field by field.</summary>
internal sealed class Version2Request
{
    private readonly List<string> _symbols = [""];
    private readonly ProtobufWriter _series = new();
    private int _start;

    public int Symbol(string text)
    {
        int at = _symbols.IndexOf(text);
        if (at >= 0) return at;
        _symbols.Add(text);
        return _symbols.Count - 1;
    }

    public Version2Request Begin(params (string Name, string Value)[] labels)
    {
        _start = _series.Begin(5);
        int references = _series.Begin(1);
        foreach ((string name, string value) in labels)
        {
            _series.WriteVarint((ulong)Symbol(name));
            _series.WriteVarint((ulong)Symbol(value));
        }

        _series.End(references);
        return this;
    }

    public Version2Request Sample(double value, long timeMs, long startMs = 0)
    {
        int sample = _series.Begin(2);
        _series.WriteDouble(1, value);
        _series.WriteInt64(2, timeMs);
        if (startMs != 0) _series.WriteInt64(3, startMs);
        _series.End(sample);
        return this;
    }

    public Version2Request Histogram(Action<ProtobufWriter> write)
    {
        int histogram = _series.Begin(3);
        write(_series);
        _series.End(histogram);
        return this;
    }

    public Version2Request Exemplar()
    {
        _series.WriteBytes(4, [0x11, 0, 0, 0, 0, 0, 0, 0, 0]);
        return this;
    }

    public Version2Request Metadata(int type, string help, string unit)
    {
        int metadata = _series.Begin(5);
        _series.WriteVarint(1, (ulong)type);
        _series.WriteVarint(3, (ulong)Symbol(help));
        _series.WriteVarint(4, (ulong)Symbol(unit));
        _series.End(metadata);
        return this;
    }

    public Version2Request Created(long startMs)
    {
        _series.WriteInt64(6, startMs);
        return this;
    }

    public Version2Request End()
    {
        _series.End(_start);
        return this;
    }

    public byte[] ToMessage(bool symbolsFirst = true)
    {
        ProtobufWriter request = new();
        if (!symbolsFirst) request.WriteRaw(_series.Written);
        foreach (string symbol in _symbols) request.WriteText(4, symbol);
        if (symbolsFirst) request.WriteRaw(_series.Written);
        return request.Written.ToArray();
    }

    public byte[] ToBody(bool symbolsFirst = true) => SnappyBlock.Encode(ToMessage(symbolsFirst));
}
