using System.Buffers;
using System.Text;

namespace Heed.Server.State;

/// <summary>Texts as PostgreSQL can hold them: not every text of labels is one.</summary>
internal static class PostgresText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\0']);

    /// <summary>The text with U+FFFD in the place of U+0000 and of halves of surrogate pairs; nearly always itself.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspects) < 0) return text;
        StringBuilder held = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) held.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        return held.ToString();
    }
}
