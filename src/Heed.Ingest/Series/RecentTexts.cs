using System.Text;

namespace Heed.Ingest.Series;

/// <summary>
/// Strings of bytes that came a short while ago: label names and most values repeat, and their sets should share them. A bounded table
/// in which a newer text takes the place of an older one. One owner at a time.
/// </summary>
internal sealed class RecentTexts
{
    private const int Slots = 1 << 12;
    private const int LongestBytes = 128;

    private readonly (ulong Hash, string Text)[] _slots = new (ulong, string)[Slots];

    /// <param name="utf8">Valid UTF-8.</param>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestBytes) return Encoding.UTF8.GetString(utf8);
        ulong hash = RawHash.Of(utf8, 0);
        ref (ulong Hash, string Text) slot = ref _slots[hash & (Slots - 1)];
        if (slot.Hash == hash && IsText(slot.Text, utf8)) return slot.Text;
        slot = (hash, Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }

    private static bool IsText(string? text, ReadOnlySpan<byte> utf8)
    {
        if (text is null) return false;
        Span<byte> own = stackalloc byte[LongestBytes];
        return Encoding.UTF8.TryGetBytes(text, own, out int length) && utf8.SequenceEqual(own[..length]);
    }
}
