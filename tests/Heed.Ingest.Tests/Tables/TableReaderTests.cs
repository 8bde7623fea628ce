using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;

using Heed.Ingest.Files;
using Heed.Ingest.Tables;
using Heed.Model.Parsing;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Tables;

public sealed class TableReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("heed-table-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>The row reader, which baselines are made with, is the slow and obvious twin.</summary>
    [Theory]
    [InlineData(",", "\n")]
    [InlineData(";", "\r\n")]
    [InlineData("\t", "\n")]
    public void Every_cell_is_what_the_row_reader_reads(string separator, string end)
    {
        Random random = new(separator[0]);
        for (int i = 0; i < 150; i++)
        {
            int columns = 1 + random.Next(5);
            StringBuilder text = new(string.Join(separator, Enumerable.Range(0, columns).Select(c => $"c{c}")) + end);
            for (int row = random.Next(40); row > 0; row--)
            {
                text.AppendJoin(separator, Enumerable.Range(0, columns + (random.Next(20) == 0 ? 1 : 0)).Select(_ => Cell(random)));
                text.Append(random.Next(15) == 0 ? end + end : end);
            }

            if (random.Next(4) == 0) text.Length -= end.Length;
            string path = Write("rows.csv", Encoding.UTF8.GetBytes((random.Next(3) == 0 ? "\uFEFF" : "") + text));
            string expected = string.Join('\n', TwinRows(path));
            string found = string.Join('\n', Rows(path, new TableOptions { BlockBytes = 1 + random.Next(200), ProblemsKept = 1000 }));

            Assert.Equal(text + "\n" + expected, text + "\n" + found);
        }
    }

    [Fact]
    public void Gzip_is_read_as_what_it_holds_and_its_cut_is_told()
    {
        byte[] plain = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 1009},x{i * 31 % 97}\n")));
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        TableOptions small = new() { BlockBytes = 1000 };

        Assert.Equal(Rows(Write("p.csv", plain), small), Rows(Write("p.csv.gz", packed.ToArray()), small));
        Assert.Contains(
            "expected more of the gzip stream, found its end",
            Rows(Write("cut.csv.gz", packed.ToArray()[..(int)(packed.Length / 2)]), small)[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Flat_objects_are_rows_and_objects_inside_them_are_flattened()
    {
        string json = """
            {"age": 41, "city": "Köln", "vip": true, "score": NaN, "address": {"zip": "02134", "geo": {"lat": 1.5}}, "tags": [1, 2]}
            {"age": null, "city": "a\"b", "age": 7}
            [1]
            """;
        Assert.Equal(
            [
                "age=Number:41 city=Text:Köln vip=Bool:true score=Number:NaN address.zip=Text:02134 address.geo.lat=Number:1.5 tags=Null:",
                "age=Number:7 city=Text:a\"b",
                "3: expected an object, found another value",
            ],
            Rows(Write("rows.ndjson", Encoding.UTF8.GetBytes(json)), new TableOptions()));
    }

    [Fact]
    public void Events_are_rows_of_their_features_segments_and_answers()
    {
        string json = """
            {"type":"prediction","model":"m","id":"1","features":{"age":41,"city":"x"},"segments":{"region":"eu"},"prediction":"good","score":0.25}
            {"type":"label","model":"m","id":"1","label":"bad"}
            {"type":"prediction","model":"m","id":"2","features":{"age":null},"prediction":3.5,"latency_ms":12}
            """;
        Assert.Equal(
            [
                "age=Null: prediction=Number:3.5 latency_ms=Number:12",
                "age=Number:41 city=Text:x region=Text:eu prediction=Text:good score=Number:0.25",
            ],
            Rows(Write("events.ndjson", Encoding.UTF8.GetBytes(json)), new TableOptions()));
    }

    [Theory]
    [InlineData("", "t.csv:1: expected a header row, found an empty file")]
    [InlineData("\n\n", "t.csv:1: expected a header row, found an empty file")]
    [InlineData("a,b,a\n1,2,3\n", "t.csv:1: expected each column name once, found a again")]
    [InlineData("\"a,b\n1,2\n", "t.csv:1: expected a closing quote in the header, found none")]
    public void A_header_that_cannot_be_is_refused(string text, string expected)
    {
        ParseResult<TableReader> opened = TableReader.Open(Write("t.csv", Encoding.UTF8.GetBytes(text)), new TableOptions());
        Assert.Equal(expected, opened.Error?.Message.Replace(_directory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_beyond_the_limit_ends_the_file_with_its_line()
    {
        string text = "a\n1\n" + new string('x', 5000) + "\n2\n";
        string path = Write("long.csv", Encoding.UTF8.GetBytes(text));
        string[] rows = Rows(path, new TableOptions { BlockBytes = 16, MaxRowBytes = 1024 });
        Assert.Equal("a=Number:1", rows[0]);
        Assert.StartsWith("3: ", Assert.Single(rows[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lane_that_fails_ends_the_reading_with_its_exception()
    {
        string path = Write("t.csv", Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 10_000))));
        using TableReader reader = TableReader.Open(path, new TableOptions { BlockBytes = 100 }).Value;
        TableRowHandler[] lanes = [.. Enumerable.Range(0, TableReader.Lanes).Select(_ => (TableRowHandler)((_, _) => throw new InvalidDataException("lane")))];
        Assert.Equal("lane", Assert.Throws<InvalidDataException>(() => reader.Read(lanes, null, TestContext.Current.CancellationToken)).Message);
    }

    private static string Cell(Random random) => random.Next(14) switch
    {
        0 => "",
        1 => "\"" + random.Next(100) + "\"",
        2 => "\"a,b;c\td\"",
        3 => "\"say \"\"hi\"\"\"",
        4 => "\"two\nlines\"",
        5 => "NaN",
        6 => "-Infinity",
        7 => "1e" + random.Next(-20, 20),
        8 => "x\"y",
        9 => (random.NextDouble() * 1e6).ToString("R", CultureInfo.InvariantCulture),
        10 => "-" + random.Next(1000) + ".",
        11 => "word " + random.Next(5),
        12 => " 12 ",
        _ => random.Next(-500, 500).ToString(CultureInfo.InvariantCulture),
    };

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Every row as text, sorted because lanes run side by side, then the problems with their lines.</summary>
    private static string[] Rows(string path, TableOptions options)
    {
        using TableReader reader = TableReader.Open(path, options).Value;
        ConcurrentBag<string> rows = [];
        TableSummary summary = reader.Read([.. Enumerable.Range(0, TableReader.Lanes).Select(_ => (TableRowHandler)Take)], null, CancellationToken.None);
        Assert.Equal(rows.Count, summary.Rows);
        return [.. rows.Order(StringComparer.Ordinal), .. summary.Problems.Select(p => $"{p.Line}: {p.Message}")];

        void Take(ReadOnlySpan<RawField> fields, ReadOnlySpan<byte> text)
        {
            List<string> cells = [];
            foreach (RawField field in fields)
            {
                cells.Add(Describe(reader.Columns[field.Column], field, Encoding.UTF8.GetString(text.Slice(field.Text.Start, field.Text.Length))));
            }

            rows.Add(string.Join(' ', cells));
        }
    }

    private static List<string> TwinRows(string path)
    {
        using RowReader reader = RowReader.Open(path, new RowOptions { Features = [.. Enumerable.Range(0, 10).Select(i => $"c{i}")] });
        RawRow row = new();
        List<string> rows = [];
        List<string> problems = [];
        for (RowStep step = reader.Next(row); step != RowStep.End; step = reader.Next(row))
        {
            if (step == RowStep.Problem) problems.Add($"{reader.Problem!.Line}: {reader.Problem.Message}");
            else rows.Add(string.Join(' ', row.Fields.Select(f => Describe(row.Columns[f.Column], f, row.String(f.Text)))));
        }

        return [.. rows.Order(StringComparer.Ordinal), .. problems];
    }

    private static string Describe(string name, RawField field, string text)
    {
        bool same = field.Kind != RawFieldKind.Number
            || double.IsNaN(field.Number)
            || text.Length == 0
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || number.Equals(field.Number);
        return $"{name}={field.Kind}:{(text.Length > 0 || field.Kind == RawFieldKind.Null ? text : field.Number.ToString("R", CultureInfo.InvariantCulture))}{(same ? "" : "!")}";
    }
}
