namespace Heed.Storage.Index;

/// <summary>
/// Orders UTF-8 texts as <see cref="string.CompareOrdinal(string, string)"/> orders them as strings, so that what comes from a block
/// and what comes from the head lie in one order.
/// </summary>
internal static class Utf8Order
{
    /// <summary>From here on a byte begins a character that UTF-16 writes as surrogates, below what the two bytes before it begin.</summary>
    private const byte FirstOfFour = 0xF0;

    private const byte FirstAboveSurrogates = 0xEE;

    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int shared = left.CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length) return left.Length - right.Length;
        byte a = left[shared];
        byte b = right[shared];
        bool isMixed = a >= FirstAboveSurrogates && b >= FirstAboveSurrogates && (a >= FirstOfFour) != (b >= FirstOfFour);
        return isMixed ? b - a : a - b;
    }
}
