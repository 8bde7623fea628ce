using System.Buffers;
using System.Globalization;

using Heed.Model.Parsing;

namespace Heed.Query.Printing;

/// <summary>
/// Points of one series as the JSON array that the HTTP API has: <c>[[1435781430,"0.5"],[1435781445.050,"1"]]</c>. Text is made in one
/// pooled buffer, which the owner gives back by <see cref="Dispose"/>.
/// </summary>
internal sealed class PointBuffer : IDisposable
{
    private const int StartBytes = 4096;

    /// <summary>Brackets, quotes and commas, and the longest time.</summary>
    private const int MostBesideValue = 32;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(StartBytes);
    private int _length;

    /// <summary>A whole JSON array.</summary>
    public ReadOnlySpan<byte> Close()
    {
        if (_length == 1) _length++;
        _bytes[_length - 1] = (byte)']';
        return _bytes.AsSpan(0, _length);
    }

    public void Open()
    {
        _bytes[0] = (byte)'[';
        _length = 1;
    }

    public void Add(long timeMs, double value)
    {
        if (_length + MostBesideValue + GoNumber.MaxLength > _bytes.Length) Grow();
        Span<byte> target = _bytes.AsSpan(_length);
        target[0] = (byte)'[';
        int at = 1 + FormatTime(timeMs, target[1..]);
        target[at++] = (byte)',';
        target[at++] = (byte)'"';
        at += GoNumber.FormatJson(value, target[at..]);
        target[at++] = (byte)'"';
        target[at++] = (byte)']';
        target[at++] = (byte)',';
        _length += at;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    /// <summary>Seconds, with three decimals where there are milliseconds: <c>1435781430</c>, <c>1435781430.050</c>.</summary>
    public static int FormatTime(long timeMs, Span<byte> target)
    {
        (long seconds, long milliseconds) = Math.DivRem(Math.Abs(timeMs), 1000);
        int length = 0;
        if (timeMs < 0) target[length++] = (byte)'-';
        seconds.TryFormat(target[length..], out int written, default, CultureInfo.InvariantCulture);
        length += written;
        if (milliseconds == 0) return length;
        target[length++] = (byte)'.';
        target[length++] = (byte)('0' + (milliseconds / 100));
        target[length++] = (byte)('0' + (milliseconds / 10 % 10));
        target[length++] = (byte)('0' + (milliseconds % 10));
        return length;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
