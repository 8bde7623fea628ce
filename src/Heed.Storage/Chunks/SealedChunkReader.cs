using Heed.Model.Samples;
using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>Undoes <see cref="SealedChunkWriter"/>, for the frames that a range needs.</summary>
internal ref struct SealedChunkReader
{
    private readonly SealedChunkHeader _header;
    private readonly SealedChunkForm _form;
    private readonly PayloadReader _exceptions;
    private readonly int _exceptionCount;
    private readonly long _reference;
    private PayloadReader _reader;

    private SealedChunkReader(SealedChunkHeader header, ReadOnlySpan<byte> body)
    {
        _header = header;
        _reader = new PayloadReader(body);
        byte code = _reader.ReadByte();
        byte shift = code == SealedChunkForm.Raw ? _reader.ReadByte() : (byte)0;
        if (!SealedChunkForm.TryParse(code, shift, out _form)) _reader.Fail();
        _exceptionCount = _reader.ReadInt();
        if (_exceptionCount > header.Count) _reader.Fail();
        _exceptions = _reader;
        for (int i = 0; i < _exceptionCount && !_reader.Failed; i++)
        {
            _reader.ReadVarint();
            _reader.ReadDouble();
        }

        _reference = _reader.ReadSigned();
    }

    public static bool TryRead(SealedChunkHeader header, ReadOnlySpan<byte> body, long fromMs, long toMs, SampleBuffer target)
    {
        SealedChunkReader reader = new(header, body);
        return !reader._reader.Failed && reader.TryReadFrames(fromMs, toMs, target);
    }

    private bool TryReadFrames(long fromMs, long toMs, SampleBuffer target)
    {
        Span<long> scratch = stackalloc long[SealedChunkFrame.MaxNumbers];
        Span<long> numbers = stackalloc long[SealedChunkFrame.MaxNumbers];
        Span<double> values = stackalloc double[SealedChunkFrame.MaxNumbers];
        for (int start = 0; start < _header.Count; start += SealedChunkFrame.MaxNumbers)
        {
            int count = Math.Min(SealedChunkFrame.MaxNumbers, _header.Count - start);
            Span<long> times = scratch[..count];
            if (!TryReadTimes(start, times)) return false;
            if (times[0] > toMs) return true;
            if (times[^1] < fromMs)
            {
                if (!TrySkipValues(count)) return false;
                continue;
            }

            int first = 0;
            while (first < count && times[first] < fromMs) first++;
            int end = count;
            while (end > first && times[end - 1] > toMs) end--;
            target.AddSpan(end - first, out Span<long> targetTimes, out Span<double> targetValues);
            times[first..end].CopyTo(targetTimes);
            bool isWhole = end - first == count;
            if (!TryReadValues(start, numbers[..count], isWhole ? targetValues : values[..count])) return false;
            if (!isWhole) values[first..end].CopyTo(targetValues);
        }

        return true;
    }

    private bool TryReadTimes(int start, scoped Span<long> times)
    {
        if (_header.IntervalMs is not { } interval) return SealedChunkFrame.TryDecode(ref _reader, _header.FirstTimeMs, times);
        long time = unchecked(_header.FirstTimeMs + (start * interval));
        for (int i = 0; i < times.Length; i++, time = unchecked(time + interval)) times[i] = time;
        return true;
    }

    private bool TrySkipValues(int count) =>
        SealedChunkFrame.TrySkip(ref _reader, count) && (!_form.HasRests || SealedChunkFrame.TrySkip(ref _reader, count));

    /// <summary>Fills the values of a whole frame; zeros where the bytes are no frame.</summary>
    private bool TryReadValues(int start, scoped Span<long> numbers, scoped Span<double> values)
    {
        if (!SealedChunkFrame.TryDecode(ref _reader, _reference, numbers))
        {
            values.Clear();
            return false;
        }

        _form.Restore(numbers, values);
        bool isRead = true;
        if (_form.HasRests)
        {
            isRead = SealedChunkFrame.TryDecode(ref _reader, 0, numbers);
            SealedChunkForm.AddRests(numbers, values);
        }

        if (_exceptionCount > 0) PlaceExceptions(start, values);
        return isRead;
    }

    private readonly void PlaceExceptions(int start, scoped Span<double> values)
    {
        PayloadReader reader = _exceptions;
        int place = 0;
        for (int i = 0; i < _exceptionCount; i++)
        {
            place += (int)Math.Min(reader.ReadVarint(), SealedChunk.MaxSamples);
            double value = reader.ReadDouble();
            if (place >= start && place < start + values.Length) values[place - start] = value;
        }
    }
}
