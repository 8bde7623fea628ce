using Heed.Wire.Protobuf;
using Heed.Wire.Snappy;

namespace Heed.Wire.RemoteWrite;

/// <summary>
/// Writes a remote-write 1.0 request, <c>prometheus.WriteRequest</c>: series by series, each with its labels and then its samples. Used
/// again after <see cref="Clear"/>.
/// </summary>
public sealed class WriteRequestWriter
{
    public const string ContentType = "application/x-protobuf";

    public const string ContentEncoding = "snappy";

    public const string VersionHeader = "X-Prometheus-Remote-Write-Version";

    public const string Version = "0.1.0";

    private readonly ProtobufWriter _message = new(1 << 12);
    private int _series = -1;

    /// <summary>Bytes before compression.</summary>
    public int Length => _message.Length;

    public int Samples { get; private set; }

    /// <summary>The message before compression. Lasts until the next call.</summary>
    public ReadOnlySpan<byte> Message => _message.Written;

    public void Clear()
    {
        _message.Clear();
        Samples = 0;
        _series = -1;
    }

    public void BeginSeries() => _series = _message.Begin(1);

    /// <summary>Labels come ordered by name, the metric's as <c>__name__</c>, before the samples.</summary>
    public void AddLabel(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        int label = _message.Begin(1);
        _message.WriteText(1, name);
        _message.WriteText(2, value);
        _message.End(label);
    }

    /// <param name="timeMs">Unix milliseconds; samples of a series come in order of time.</param>
    public void AddSample(long timeMs, double value)
    {
        int sample = _message.Begin(2);
        _message.WriteDouble(1, value);
        _message.WriteInt64(2, timeMs);
        _message.End(sample);
        Samples++;
    }

    public void EndSeries() => _message.End(_series);

    /// <summary>The body of the request: one snappy block.</summary>
    public byte[] ToBody() => SnappyBlock.Encode(_message.Written);
}
