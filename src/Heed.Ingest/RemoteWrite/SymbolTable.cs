namespace Heed.Ingest.RemoteWrite;

/// <summary>The texts of one request, as places in its message.</summary>
internal sealed class SymbolTable
{
    /// <summary>A symbol takes two bytes in a message and more here.</summary>
    public const int MostSymbols = 1 << 22;

    private (int Start, int Length)[] _symbols = new (int, int)[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public bool IsFull => Count == MostSymbols;

    public bool TryAdd(int start, int length)
    {
        if (IsFull) return false;
        if (Count == _symbols.Length) Array.Resize(ref _symbols, Count * 2);
        _symbols[Count++] = (start, length);
        return true;
    }

    public bool TryGet(ReadOnlySpan<byte> message, ulong reference, out ReadOnlySpan<byte> symbol)
    {
        bool has = reference < (ulong)Count;
        (int start, int length) = has ? _symbols[reference] : default;
        symbol = message.Slice(start, length);
        return has;
    }
}
