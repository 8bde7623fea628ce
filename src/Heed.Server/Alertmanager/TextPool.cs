using System.Text.Json;

namespace Heed.Server.Alertmanager;

/// <summary>
/// Keeps the texts that come again and again, names and values of labels, once in memory. Bounded: when it is full it begins anew.
/// Not safe for use by several threads.
/// </summary>
internal sealed class TextPool
{
    public const int MostTexts = 5_000;
    public const int LongestText = 200;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly char[] _characters = new char[LongestText];

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of a string or a name that the reader is at.</summary>
    public string Read(in Utf8JsonReader reader)
    {
        int bytes = reader.HasValueSequence ? int.MaxValue : reader.ValueSpan.Length;
        if (bytes > LongestText) return reader.GetString()!;
        ReadOnlySpan<char> text = _characters.AsSpan(0, reader.CopyString(_characters));
        if (_lookup.TryGetValue(text, out string? known)) return known;
        if (_texts.Count >= MostTexts) _texts.Clear();
        string added = text.ToString();
        _texts.Add(added);
        return added;
    }
}
