using System.Globalization;

namespace Heed.Ingest.Journal;

/// <summary>The numbers of <c>docs/formats/journal.md</c>; the page and this file change together.</summary>
internal static class JournalFormat
{
    public const uint Version = 1;

    public const int FileHeaderBytes = 24;

    public const int RecordHeaderBytes = 32;

    /// <summary>A record's payload at most; a header that says more is no header.</summary>
    public const int MaxPayloadBytes = 256 << 20;

    public const string Prefix = "events-";

    public const string Suffix = ".journal";

    public static ReadOnlySpan<byte> FileMagic => "HEEDJRNL"u8;

    /// <summary>Not UTF-8, so that no payload holds it.</summary>
    public static ReadOnlySpan<byte> RecordMagic => [0xF5, (byte)'H', (byte)'J', 0xF6];

    public static string FileName(ulong firstSequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstSequence:D20}{Suffix}");

    public static bool TryParseName(string name, out ulong firstSequence)
    {
        firstSequence = 0;
        return name.Length == Prefix.Length + 20 + Suffix.Length
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(Prefix.Length, 20), NumberStyles.None, CultureInfo.InvariantCulture, out firstSequence);
    }
}
