using System.Globalization;
using System.Text;

namespace Heed.Ingest.Exposition;

/// <summary>Where an exposition is broken.</summary>
/// <param name="Line">Counted from one; in protobuf, the metric family.</param>
/// <param name="Column">Counted from one, in characters; in protobuf, 0.</param>
public sealed record ExpositionError(int Line, int Column, string Expected, string Found)
{
    private const int MostFoundBytes = 24;

    /// <summary>The error at an offset of a text. What is found there is quoted up to the end of its line, or cut.</summary>
    internal static ExpositionError At(ReadOnlySpan<byte> text, int offset, string expected)
    {
        offset = Math.Min(offset, text.Length);
        ReadOnlySpan<byte> before = text[..offset];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> rest = text[offset..];
        int end = rest.IndexOf((byte)'\n');
        string found = rest.Length == 0 ? "the end of the body" : end == 0 ? "the end of the line" : Quote(end < 0 ? rest : rest[..end]);
        return new ExpositionError(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, expected, found);
    }

    public override string ToString() => Column == 0
        ? string.Create(CultureInfo.InvariantCulture, $"metric family {Line}: expected {Expected}, found {Found}")
        : string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: expected {Expected}, found {Found}");

    private static string Quote(ReadOnlySpan<byte> found) => found.Length <= MostFoundBytes
        ? $"'{Encoding.UTF8.GetString(found)}'"
        : $"'{Encoding.UTF8.GetString(found[..MostFoundBytes])}…'";
}
