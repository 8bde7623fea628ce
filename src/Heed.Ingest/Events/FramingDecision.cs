namespace Heed.Ingest.Events;

/// <summary>How the events of a body stand in it, told from its first bytes.</summary>
/// <param name="Mode">Undecided where more bytes are needed.</param>
/// <param name="Skip">Bytes in front of the first line, object or item.</param>
internal readonly record struct FramingDecision(FramingMode Mode, int Skip)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static FramingDecision Of(ReadOnlySpan<byte> bytes, bool isComplete, int maxEventBytes)
    {
        if (bytes.Length < ByteOrderMark.Length && !isComplete && ByteOrderMark.StartsWith(bytes)) return default;
        int mark = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        FramingDecision lines = new(FramingMode.Lines, mark);
        int first = FirstOfText(bytes, mark);
        int blanks = (first < 0 ? bytes.Length : first) - mark;
        if (blanks > maxEventBytes) return lines;
        if (first < 0) return isComplete ? lines : default;
        if (bytes[first] == '[') return new FramingDecision(FramingMode.Array, first + 1);
        return bytes[first] == '{' ? OfObject(bytes, first, isComplete, maxEventBytes, lines) : lines;
    }

    /// <summary>The decision depends on the bytes alone, never on how many of them are here already.</summary>
    private static FramingDecision OfObject(
        ReadOnlySpan<byte> bytes, int first, bool isComplete, int maxEventBytes, FramingDecision lines)
    {
        int end = bytes[first..].IndexOf((byte)'\n');
        int length = end < 0 ? bytes.Length - first : end;
        if (length > maxEventBytes) return lines;
        if (end < 0) return isComplete ? lines : default;
        if (!EndsInsideObject(bytes.Slice(first, end))) return lines;
        int next = FirstOfText(bytes, first + end);
        int blanks = (next < 0 ? bytes.Length : next) - first - end;
        if (blanks > maxEventBytes) return lines;
        if (next < 0) return isComplete ? lines : default;
        return bytes[next] == '{' ? lines : new FramingDecision(FramingMode.Objects, lines.Skip);
    }

    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static int FirstOfText(ReadOnlySpan<byte> bytes, int from)
    {
        for (int i = from; i < bytes.Length; i++)
        {
            if (!IsBlank(bytes[i])) return i;
        }

        return -1;
    }

    /// <summary>A text cannot go on in the next line, so a line that ends inside one is merely broken.</summary>
    private static bool EndsInsideObject(ReadOnlySpan<byte> line)
    {
        BalanceScanner balance = default;
        for (int stop = balance.Next(line); stop >= 0; stop = balance.Next(line)) line = line[(stop + 1)..];
        return balance.Depth > 0 && !balance.IsInText;
    }
}
