using System.Text;

using Heed.Ingest.Files;

namespace Heed.Ingest.Tests.Files;

public sealed class CsvFramerTests
{
    private const int MaxRowBytes = 24;

    /// <summary>The characters that matter, so that short texts meet every state.</summary>
    private const string Alphabet = "a,,\"\"\n\r";

    [Fact]
    public void Rows_do_not_depend_on_how_the_bytes_arrive()
    {
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = new byte[random.Next(60)];
            for (int at = 0; at < text.Length; at++) text[at] = (byte)Alphabet[random.Next(Alphabet.Length)];
            string whole = Rows(text, text.Length + 1);

            Assert.Equal((Encoding.UTF8.GetString(text), whole), (Encoding.UTF8.GetString(text), Rows(text, 1)));
            Assert.Equal((Encoding.UTF8.GetString(text), whole), (Encoding.UTF8.GetString(text), Rows(text, 1 + random.Next(9))));
        }
    }

    [Fact]
    public void What_is_quoted_as_RFC_4180_says_is_read_as_it_was()
    {
        Random random = new(4);
        for (int i = 0; i < 2000; i++)
        {
            string[] fields = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Field(random))];
            string row = string.Join(',', fields.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

            Assert.Equal($"1:<{string.Join("><", fields)}>;", Rows(Encoding.UTF8.GetBytes(row + "\r\n"), 3, maxRowBytes: 1000));
        }
    }

    private static string Field(Random random) => new([.. Enumerable.Range(0, random.Next(6)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

    /// <summary>Every row with its line and fields, where the bytes come so many at a time.</summary>
    private static string Rows(byte[] text, int step, int maxRowBytes = MaxRowBytes)
    {
        CsvFramer framer = new(maxRowBytes);
        CsvFields fields = new();
        StringBuilder rows = new();
        for (int at = 0; at < text.Length; at += step)
        {
            ReadOnlySpan<byte> part = text.AsSpan(at, Math.Min(step, text.Length - at));
            part.CopyTo(framer.Room().Span);
            framer.Advance(part.Length);
            while (framer.TryNext(out ReadOnlySpan<byte> row)) Append(row);
        }

        framer.Complete();
        while (framer.TryNext(out ReadOnlySpan<byte> row)) Append(row);
        return rows.ToString();

        void Append(ReadOnlySpan<byte> row)
        {
            fields.Split(row, framer.Separator);
            rows.Append($"{framer.Line}:");
            if (framer.IsTooLarge) rows.Append("too large");
            else for (int i = 0; i < fields.Count; i++) rows.Append($"<{Encoding.UTF8.GetString(fields.Field(i))}>");
            rows.Append(framer.EndsInQuotes ? "!" : ";");
        }
    }
}
