namespace Heed.Ingest.Events;

/// <summary>Bytes that come in at the end and go out at the start. It grows when more than half of it is in use.</summary>
internal sealed class FrameBuffer(int capacity, int leastRoom)
{
    private byte[] _bytes = new byte[capacity];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, _end - _start);

    public Memory<byte> Room()
    {
        if (_bytes.Length - _end < leastRoom)
        {
            int count = _end - _start;
            byte[] target = count > _bytes.Length / 2 ? new byte[_bytes.Length * 2] : _bytes;
            Span.CopyTo(target);
            _bytes = target;
            _start = 0;
            _end = count;
        }

        return _bytes.AsMemory(_end);
    }

    public void Advance(int count) => _end += count;

    public void Consume(int count)
    {
        _start += count;
        if (_start == _end) Clear();
    }

    public void Clear()
    {
        _start = 0;
        _end = 0;
    }
}
