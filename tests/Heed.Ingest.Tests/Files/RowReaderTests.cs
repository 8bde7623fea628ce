using System.Globalization;
using System.Text;

using Heed.Ingest.Files;
using Heed.Ingest.Tests.Events;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Tests.Files;

public sealed class RowReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("heed-rows-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_csv_file_gives_meanings_by_usual_names_and_features_for_the_rest()
    {
        string text = "id,Timestamp,y_pred,actual,probability,latency_ms,version,region,age,zip\n"
            + "a,2026-03-01T00:00:00Z,good,bad,0.25,12,v1,north,41,02134\n"
            + "b,2026-03-01 00:00:01.5,good,,NaN,,,,nan,x\n";
        Assert.Equal(
            [
                "2: id=a time=2026-03-01T00:00:00Z latency=0.012 version=v1 prediction=good/NaN label=bad/NaN score=0.25 region=Text:north age=Number:41 zip=Number:02134",
                "3: id=b time=2026-03-01T00:00:01.500Z latency=NaN version= prediction=good/NaN label=/NaN score=NaN region=Null: age=Text:nan zip=Text:x",
            ],
            Rows("rows.csv", text));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "2: a=Number:1 b=Number:2")]
    [InlineData("a;b\r\n1;2,5\r\n", "2: a=Number:1 b=Text:2,5")]
    [InlineData("a\tb\n\t2", "2: a=Null: b=Number:2")]
    [InlineData("\uFEFFa,b\n1,\n", "2: a=Number:1 b=Null:")]
    [InlineData("\"a\",\"b, c\"\n\"say \"\"hi\"\"\",\"2\"\n", "2: a=Text:say \"hi\" b, c=Number:2")]
    [InlineData("a,b\n\"two\nlines\",x\n1,2\n", "2: a=Text:two\nlines b=Text:x|4: a=Number:1 b=Number:2")]
    [InlineData("a,b\n5\" pipe,1\n6\" pipe,2\n", "2: a=Text:5\" pipe b=Number:1|3: a=Text:6\" pipe b=Number:2")]
    [InlineData("a,b\n\"\",\"\"\n\n-1e3,Infinity\n", "2: a=Null: b=Null:|4: a=Number:-1e3 b=Number:Infinity")]
    [InlineData(",b\n1,2\n", "2: column_1=Number:1 b=Number:2")]
    [InlineData("a,b\n1,2,3\n4,5", "2! expected 2 fields as in the header, found 3|3: a=Number:4 b=Number:5")]
    [InlineData("a,b\n1,\"2\n3", "2! expected a closing quote, found the end of the file")]
    [InlineData("a,time\n1,soon\n", "2! expected a time as RFC 3339 or Unix milliseconds, found \"soon\"")]
    [InlineData("a,score\n1,high\n", "2! expected a number for Score, found \"high\"")]
    [InlineData("a,a\n1,2\n", "1! expected each column name once, found a again")]
    [InlineData("", "1! expected a header row, found an empty file")]
    public void Csv_as_it_comes(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Rows("rows.csv", text).Select(Short));
        Assert.Equal(expected.Split('|'), Rows("rows.csv.gz", text, gzip: true).Select(Short));
    }

    [Fact]
    public void Cells_of_csv_may_be_lists()
    {
        string path = Path.Combine(_directory, "lists.csv");
        File.WriteAllText(path, """
            prediction,label,scores,embedding,age
            "[""i-7"",3]","{""i-3"":2,""x"":""y""}","{""i-7"":0.5}","[0.5, 1e1,""NaN""]",1
            [],"[""i-3""]",,,2
            "['i-7']","[A",0.25,,3
            a,b,,"[1 2]",4
            """);
        using RowReader reader = RowReader.Open(path, new RowOptions());
        RawRow row = new();

        Assert.Equal(RowStep.Row, reader.Next(row));
        Assert.Equal(["i-7", "3"], row.Items.Select(row.String));
        Assert.Equal([("i-3", 2), ("x", double.NaN)], row.LabelItems.Select(i => (row.String(i.Class), i.Score)));
        Assert.Equal([("i-7", 0.5)], row.Scores.Select(s => (row.String(s.Class), s.Score)));
        Assert.Equal([0.5f, 10f, float.NaN], row.Embedding);
        Assert.Equal(["age"], row.Fields.Select(f => row.Columns[f.Column]));

        Assert.Equal(RowStep.Row, reader.Next(row));
        Assert.True(row.HasItems);
        Assert.Empty(row.Items);
        Assert.Equal([("i-3", 1)], row.LabelItems.Select(i => (row.String(i.Class), i.Score)));

        // What only looks like a list is a text, and a number in a column of scores a feature.
        Assert.Equal(RowStep.Row, reader.Next(row));
        Assert.Equal((false, "['i-7']", "[A"), (row.HasItems, row.String(row.Prediction), row.String(row.Label)));
        Assert.Equal(["scores", "age"], row.Fields.Select(f => row.Columns[f.Column]));

        Assert.Equal(RowStep.Problem, reader.Next(row));
        Assert.Equal("expected a JSON array for Embedding, found \"[1 2]\"", reader.Problem!.Message);
    }

    [Fact]
    public void Columns_may_be_named_by_the_caller()
    {
        RowOptions options = new()
        {
            Columns = new Dictionary<RowColumn, string> { [RowColumn.Prediction] = "out" },
            Features = ["score"],
        };
        Assert.Equal(
            ["2: id= time= latency=NaN version= prediction=yes/NaN label=/NaN score=NaN prediction=Text:no score=Text:low"],
            Rows("rows.csv", "out,prediction,score\nyes,no,low\n", options: options));
        options = options with { Columns = new Dictionary<RowColumn, string> { [RowColumn.Label] = "truth" } };
        Assert.Equal(["1! expected a column truth for Label, found a, b"], Rows("rows.csv", "a,b\n1,2\n", options: options));
    }

    [Fact]
    public void Events_give_rows_with_the_kinds_of_their_fields()
    {
        string text = """
            {"type":"prediction","model":"credit","id":"a","time":"2026-03-01T00:00:00Z","latency_ms":5,"features":{"x":1.5,"y":"t","z":null,"b":true,"n":NaN,"o":[1],"x":2},"prediction":"good","score":0.5,"scores":{"good":0.5},"segments":{"region":"n\u006frth"}}
            {"type":"label","model":"credit","id":"a","label":1}
            {"type":"prediction","features":5}
            {"type":"weather"}
            {"broken

            {"type":"prediction","features":{"w":1,"x":3}}
            """;
        Assert.Equal(
            [
                "1: id=a time=2026-03-01T00:00:00Z latency=0.005 version= prediction=good/NaN label=/NaN score=0.5 x=Number:2 y=Text:t z=Null: b=Bool:true n=Number:NaN o=Other: segment region=north score good=0.5",
                "2: Label id=a time= latency=NaN version= prediction=/NaN label=1/1 score=NaN",
                "3! features must be an object; found number 5",
                "4! unknown type \"weather\"; known: prediction, label, correction, deployment",
                "5! broken JSON: the text ends inside an object or array, after 8 bytes",
                "7: id= time= latency=NaN version= prediction=/NaN label=/NaN score=NaN w=Number:1 x=Number:3",
            ],
            Rows("rows", text));
    }

    [Fact]
    public void A_row_longer_than_the_limit_and_a_cut_file_are_problems_of_their_line()
    {
        RowOptions options = new() { MaxRowBytes = 100_000 };
        string text = $"a\n1\n{new string('x', 200_000)}\n2\n";
        Assert.Equal(["2: a=Number:1", "3! the event has more than 100000 bytes", "4: a=Number:2"], Rows("rows.csv", text, options: options).Select(Short));
        byte[] gzip = BodyReading.Gzip("a\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i * 7919 % 1009}\n")));
        File.WriteAllBytes(Path.Combine(_directory, "cut.csv.gz"), gzip[..(gzip.Length / 2)]);
        List<string> rows = Rows(Path.Combine(_directory, "cut.csv.gz"), new RowOptions());
        Assert.EndsWith("! expected more of the gzip stream, found its end", rows[^1], StringComparison.Ordinal);
        Assert.InRange(rows.Count, 100, 900);
    }

    [Fact]
    public void Columns_keep_their_positions_from_row_to_row()
    {
        string path = Path.Combine(_directory, "events.ndjson");
        File.WriteAllText(path, """
            {"type":"prediction","features":{"a":1,"b":2}}
            {"type":"prediction","features":{"b":2,"c":3,"a":1}}
            """);
        using RowReader reader = RowReader.Open(path, new RowOptions());
        RawRow row = new();
        Assert.Equal(RowFormat.Events, reader.Format);
        Assert.Equal(RowStep.Row, reader.Next(row));
        Assert.Equal([0, 1], row.Fields.Select(f => f.Column));
        Assert.Equal(RowStep.Row, reader.Next(row));
        Assert.Equal([1, 2, 0], row.Fields.Select(f => f.Column));
        Assert.Equal(["a", "b", "c"], row.Columns);
        Assert.Equal(RowStep.End, reader.Next(row));
        Assert.Equal(new FileInfo(path).Length, reader.BytesRead);
    }

    private List<string> Rows(string name, string text, bool gzip = false, RowOptions? options = null)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, gzip ? BodyReading.Gzip(text) : Encoding.UTF8.GetBytes(text));
        return Rows(path, options ?? new RowOptions());
    }

    private static List<string> Rows(string path, RowOptions options)
    {
        using RowReader reader = RowReader.Open(path, options);
        RawRow row = new();
        List<string> rows = [];
        for (RowStep step = reader.Next(row); step != RowStep.End; step = reader.Next(row))
        {
            if (step == RowStep.Problem)
            {
                Assert.Equal(path, reader.Problem!.File);
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.Problem.Line}! {reader.Problem.Message}"));
                continue;
            }

            rows.Add(Describe(row));
        }

        return rows;
    }

    /// <summary>Without the members that no column gave.</summary>
    private static string Short(string row) =>
        row.Replace(" id= time= latency=NaN version= prediction=/NaN label=/NaN score=NaN", "", StringComparison.Ordinal);

    private static string Describe(RawRow row)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{row.Line}:{(row.Kind == RecordKind.Prediction ? "" : $" {row.Kind}")}");
        text.Append(CultureInfo.InvariantCulture, $" id={row.String(row.Id)} time={(row.TimeMs is { } time ? Rfc3339.Format(time) : "")}");
        text.Append(CultureInfo.InvariantCulture, $" latency={row.LatencySeconds} version={row.String(row.Version)}");
        text.Append(CultureInfo.InvariantCulture, $" prediction={row.String(row.Prediction)}/{row.PredictionNumber}");
        text.Append(CultureInfo.InvariantCulture, $" label={row.String(row.Label)}/{row.LabelNumber} score={row.Score}");
        foreach (RawField field in row.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $" {row.Columns[field.Column]}={field.Kind}:{row.String(field.Text)}");
        }

        foreach (RawSegment segment in row.Segments) text.Append(CultureInfo.InvariantCulture, $" segment {row.Columns[segment.Column]}={row.String(segment.Value)}");
        foreach (ClassScore score in row.Scores) text.Append(CultureInfo.InvariantCulture, $" score {row.String(score.Class)}={score.Score}");
        return text.ToString();
    }
}
