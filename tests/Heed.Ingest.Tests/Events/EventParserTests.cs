using System.Globalization;

using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Events;

public sealed class EventParserTests
{
    private const string Head = """{"type":"prediction","model":"credit",""";

    private readonly RecordBatch _batch = new(Samples.Models);

    [Fact]
    public void The_documented_prediction_is_read_whole()
    {
        Take("""
            {"type":"prediction","model":"credit","version":"3","id":"c-17","time":"2026-03-01T00:00:12.345Z","endpoint":"/predict",
            "latency_ms":23.1,"features":{"income":3.4,"region":"north","age":null},"prediction":"approve","score":0.83,
            "scores":{"approve":0.83,"deny":0.17},"embedding":[0.1,0.2],"segments":{"channel":"web"},"cost":0.00004}
            """);
        string id = RecordId.Of("c-17"u8).High.ToString("x", CultureInfo.InvariantCulture);
        Assert.Equal(
            $"Prediction credit 2026-03-01T00:00:12.345Z id={id} endpoint=/predict version=3 error=- note=- answer=approve/NaN"
            + " latency=0.023100000000000002 score=0.83 cost=4E-05 unknown=0 features=[Number 3.4][Category 0][Null]"
            + " segments=[north][web] scores=[approve 0.83][deny 0.17]",
            Samples.Describe(_batch, 0));
    }

    [Theory]
    [InlineData("""{"type":"label","model":"credit","id":"c-17","label":"deny"}""", "Label credit 2026-03-01T00:10:00Z", "answer=deny/NaN")]
    [InlineData("""{"type":"correction","model":"credit","id":17,"label":1}""", "Correction credit", "answer=1/1")]
    [InlineData("""{"type":"label","model":"price","id":"p","label":-1.50e2}""", "Label price", "answer=-1.50e2/-150")]
    [InlineData("""{"type":"label","model":"credit","id":"p","label":true}""", "Label credit", "answer=true/NaN")]
    [InlineData("""{"type":"label","model":"credit","id":"p","label":"a","prediction":"b"}""", "Label credit", "unknown=1")]
    [InlineData("""{"type":"deployment","model":"credit","version":4,"note":"retrained on \"Q1\""}""", "Deployment credit", "version=4 error=- note=retrained on \"Q1\"")]
    [InlineData("""{"type":"prediction","model":"credit","error":"TimeoutError","latency_ms":5000}""", "Prediction credit", "error=TimeoutError note=- answer=-/NaN latency=5")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":false,"id":""}""", "Prediction credit 2026-03-01T00:10:00Z id=-", "answer=false/NaN")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","label":"b"}""", "Prediction credit", "unknown=1")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","time":1772323812345}""", "Prediction credit 2026-03-01T00:10:12.345Z", "answer=a")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","time":null,"score":null,"features":null}""", "Prediction credit 2026-03-01T00:10:00Z", "features=[Absent][Absent][Absent]")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","score":"NaN"}""", "Prediction credit", "score=NaN")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","score":NaN}""", "Prediction credit", "score=NaN")]
    public void Events_of_every_type(string json, string start, string part)
    {
        Take(json);
        string record = Samples.Describe(_batch, 0);
        Assert.StartsWith(start, record, StringComparison.Ordinal);
        Assert.Contains(part, record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"income":1}""", "[Number 1][Absent][Absent]", 0)]
    [InlineData("""{"age":1e400,"income":-0}""", "[Number -0][Absent][Number Infinity]", 0)]
    [InlineData("""{"income":"NaN","age":"-Infinity"}""", "[Number NaN][Absent][Number -Infinity]", 0)]
    [InlineData("""{"income":NaN,"region":"NaN","age":-Infinity}""", "[Number NaN][Unseen][Number -Infinity]", 0)]
    [InlineData("""{"income":Infinity,"region":"a \" NaN, Infinity"}""", "[Number Infinity][Unseen][Absent]", 0)]
    [InlineData("""{"income":"3.4","region":"south"}""", "[Invalid][Category 1][Absent]", 0)]
    [InlineData("""{"income":true,"region":{"a":[1]},"age":[1,{"income":5}]}""", "[Invalid][Invalid][Invalid]", 0)]
    [InlineData("""{"income":null,"region":null}""", "[Null][Null][Absent]", 0)]
    [InlineData("""{"region":1}""", "[Absent][Category 2][Absent]", 0)]
    [InlineData("""{"region":1.0}""", "[Absent][Unseen][Absent]", 0)]
    [InlineData("""{"region":true}""", "[Absent][Category 3][Absent]", 0)]
    [InlineData("""{"region":"z\u00fcrich"}""", "[Absent][Category 4][Absent]", 0)]
    [InlineData("""{"regi\u006fn":"zürich"}""", "[Absent][Category 4][Absent]", 0)]
    [InlineData("""{"region":"\ud800"}""", "[Absent][Invalid][Absent]", 0)]
    [InlineData("""{"income":1,"income":2}""", "[Number 2][Absent][Absent]", 0)]
    [InlineData("""{"colour":"red","notes":"long","\ud800":1,"size":{"a":1}}""", "[Absent][Absent][Absent]", 3)]
    public void Features_by_kind_and_value(string features, string expected, int unknown)
    {
        Take($$"""{{Head}}"prediction":"a","features":{{features}}}""");
        string record = Samples.Describe(_batch, 0);
        Assert.Contains($"features={expected} ", record, StringComparison.Ordinal);
        Assert.Contains($"unknown={unknown} ", record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "segments":{"channel":"web","region":"east"},"features":{"region":"north"} """, "[east][web]", 0)]
    [InlineData(""" "features":{"region":"north","channel":"app"},"segments":{"region":null} """, "[north][app]", 0)]
    [InlineData(""" "features":{"channel":7,"region":true} """, "[true][7]", 0)]
    [InlineData(""" "segments":{"channel":false,"shop":"x"} """, "[-][false]", 1)]
    [InlineData(""" "segments":{"channel":"a\u0062c"},"segments":{"channel":1.50} """, "[-][1.50]", 0)]
    public void Segments_come_from_segments_and_else_from_features(string members, string expected, int unknown)
    {
        Take($$"""{{Head}}"prediction":"a",{{members}}}""");
        string record = Samples.Describe(_batch, 0);
        Assert.Contains($"segments={expected} ", record, StringComparison.Ordinal);
        Assert.Contains($"unknown={unknown} ", record, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_of_repeated_members_counts_whatever_was_read_before()
    {
        Take("""
            {"type":"prediction","model":"credit","features":{"income":1,"age":2},"scores":{"a":1,"b":2,"a":3},"prediction":"x",
            "features":{"income":9},"scores":{"c":1},"prediction":"y","id":"1","id":"2"}
            """);
        Take("""{"type":"prediction","model":"credit","features":{"income":1},"prediction":5,"model":"price","features":{"area":7}}""");
        Take("""{"features":{"income":1},"scores":{"a":1,"b":2,"a":3},"prediction":"x","model":"credit","type":"prediction"}""");
        Assert.Contains("answer=y/NaN", Samples.Describe(_batch, 0), StringComparison.Ordinal);
        Assert.Contains("features=[Number 9][Absent][Absent] segments=[-][-] scores=[c 1]", Samples.Describe(_batch, 0), StringComparison.Ordinal);
        Assert.Contains("Prediction price", Samples.Describe(_batch, 1), StringComparison.Ordinal);
        Assert.Contains("features=[Number 7]", Samples.Describe(_batch, 1), StringComparison.Ordinal);
        Assert.Contains("features=[Number 1][Absent][Absent] segments=[-][-] scores=[a 3][b 2]", Samples.Describe(_batch, 2), StringComparison.Ordinal);
        Assert.Equal(RecordId.Of("2"u8), _batch.Records[0].Id);
    }

    [Fact]
    public void Repeated_ids_pass_through()
    {
        Take("""{"type":"label","model":"credit","id":"a","label":"x"}""");
        Take("""{"type":"label","model":"credit","id":"a","label":"x"}""");
        Assert.Equal(2, _batch.Count);
        Assert.Equal(_batch.Records[0].Id, _batch.Records[1].Id);
    }

    [Theory]
    [InlineData("", "broken_json", "broken JSON: the text ends before a value, after 0 bytes")]
    [InlineData("""{"type":"label","model":"cre""", "broken_json", "broken JSON: the text ends inside an object or array, after 28 bytes")]
    [InlineData("""{"type":"label",}""", "broken_json", "broken JSON at byte offset 16: '}' cannot stand here")]
    [InlineData("""{"type":"label"} x""", "broken_json", "broken JSON at byte offset 17: 'x' cannot stand here")]
    [InlineData("""{"type":"label" "model":1}""", "broken_json", "broken JSON at byte offset 16: '\"' cannot stand here")]
    [InlineData("""{"type":"la\ud800","model":"credit"}""", "broken_json", "type has an escape that is half of a surrogate pair")]
    [InlineData("[1,2]", "not_an_object", "expected an object, found an array")]
    [InlineData("12", "not_an_object", "expected an object, found number 12")]
    [InlineData("\"abc\"", "not_an_object", "expected an object, found text \"abc\"")]
    [InlineData("""{"model":"credit"}""", "missing_member", "type is missing; expected prediction, label, correction or deployment")]
    [InlineData("""{"type":3,"model":"credit"}""", "wrong_type", "type must be text; found number 3")]
    [InlineData("""{"type":"predicton","model":"credit"}""", "unknown_kind", "unknown type \"predicton\"; known: prediction, label, correction, deployment (did you mean \"prediction\"?)")]
    [InlineData("""{"type":"label"}""", "missing_member", "model is missing")]
    [InlineData("""{"type":"label","model":["credit"]}""", "wrong_type", "model must be text; found an array")]
    [InlineData("""{"type":"label","model":"credti"}""", "unknown_model", "unknown model \"credti\"; known: credit, price (did you mean \"credit\"?)")]
    [InlineData("""{"type":"label","model":"weather"}""", "unknown_model", "unknown model \"weather\"; known: credit, price")]
    [InlineData("""{"type":"label","model":"credit","label":"a"}""", "missing_member", "a label needs the id of its prediction")]
    [InlineData("""{"type":"correction","model":"credit","id":"","label":"a"}""", "missing_member", "a correction needs the id of its prediction")]
    [InlineData("""{"type":"label","model":"credit","id":"a","label":null}""", "missing_member", "a label needs label")]
    [InlineData("""{"type":"label","model":"credit","id":[1],"label":"a"}""", "wrong_type", "id must be text or a number; found an array")]
    [InlineData("""{"type":"deployment","model":"credit"}""", "missing_member", "a deployment needs version")]
    [InlineData("""{"type":"prediction","model":"credit"}""", "missing_member", "a prediction needs prediction or, where the request failed, error")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":{"a":1}}""", "wrong_type", "prediction must be text, a number or a boolean; found an object")]
    [InlineData("""{"type":"prediction","model":"price","prediction":"3.5"}""", "wrong_type", "prediction must be a finite number for the regression model price; found text \"3.5\"")]
    [InlineData("""{"type":"prediction","model":"price","prediction":NaN}""", "wrong_type", "prediction must be a finite number for the regression model price; found text \"NaN\"")]
    [InlineData("""{"type":"label","model":"price","id":"a","label":true}""", "wrong_type", "label must be a finite number for the regression model price; found true")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","latency_ms":-3}""", "out_of_range", "latency_ms must be finite and at least 0; found number -3")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","latency_ms":"3"}""", "wrong_type", "latency_ms must be a number; found text \"3\"")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","cost":1e999}""", "out_of_range", "cost must be finite and at least 0; found number 1e999")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","score":"high"}""", "wrong_type", "score must be a number; found text \"high\"")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","scores":[1]}""", "wrong_type", "scores must be an object; found an array")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","scores":{"a":"b"}}""", "wrong_type", "scores.a must be a number; found text \"b\"")]
    [InlineData("""{"scores":{"a":[1]},"type":"prediction","model":"credit","prediction":"a"}""", "wrong_type", "scores.a must be a number; found an array")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","segments":{"channel":{}}}""", "wrong_type", "segments.channel must be text, a number or a boolean; found an object")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","features":"none"}""", "wrong_type", "features must be an object; found text \"none\"")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","embedding":3}""", "wrong_type", "embedding must be an array of numbers; found number 3")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","version":true}""", "wrong_type", "version must be text or a number; found true")]
    [InlineData("""{"type":"prediction","model":"credit","prediction":"a","endpoint":5}""", "wrong_type", "endpoint must be text; found number 5")]
    [InlineData("""{"type":"label","model":"credit","time":"yesterday"}""", "time_unreadable", "time must be RFC 3339, as 2026-03-01T00:00:12.345Z, or Unix milliseconds; found text \"yesterday\"")]
    [InlineData("""{"type":"label","model":"credit","time":1e300}""", "time_unreadable", "time must be RFC 3339, as 2026-03-01T00:00:12.345Z, or Unix milliseconds; found number 1e300")]
    [InlineData("""{"type":"label","model":"credit","time":"1970-01-01T00:00:00Z"}""", "too_old", "time 1970-01-01T00:00:00Z is older than 30d before now (2026-03-01T00:10:00Z)")]
    [InlineData("""{"type":"label","model":"credit","time":1772323812}""", "too_old", "time 1970-01-21T12:18:43.812Z is older than 30d before now (2026-03-01T00:10:00Z); the number looks like seconds, expected milliseconds")]
    [InlineData("""{"type":"label","model":"credit","time":"2100-01-01T00:00:00Z"}""", "in_future", "time 2100-01-01T00:00:00Z is more than 10m after now (2026-03-01T00:10:00Z)")]
    [InlineData("""{"type":"label","model":"credit","time":"2026-03-01T00:20:00.001Z"}""", "in_future", "time 2026-03-01T00:20:00.001Z is more than 10m after now (2026-03-01T00:10:00Z)")]
    public void Refusals_say_what_was_expected_and_found(string json, string word, string detail)
    {
        Take("""{"type":"label","model":"credit","id":"first","label":"x"}""");
        RecordBatchMark before = _batch.Mark();
        EventRefusal? refusal = Samples.Read(json, _batch);
        Assert.NotNull(refusal);
        Assert.Equal(detail, refusal.Value.Detail);
        Assert.Equal(word, RefusalReasons.Word(refusal.Value.Reason));
        Assert.Equal(before, _batch.Mark());
    }

    [Fact]
    public void The_ends_of_the_accepted_times_are_accepted()
    {
        Take("""{"type":"label","model":"credit","id":"a","label":"x","time":"2026-03-01T00:20:00Z"}""");
        Take("""{"type":"label","model":"credit","id":"a","label":"x","time":"2026-01-30T00:10:00Z"}""");
    }

    [Fact]
    public void Depth_size_and_encoding_are_bounded()
    {
        string deep = $$"""{"type":"label","x":{{new string('[', 40)}}{{new string(']', 40)}}}""";
        Assert.Equal(new EventRefusal(RefusalReason.TooDeep, "nested deeper than 32 levels at byte offset 51"), Samples.Read(deep, _batch));
        Assert.Equal(
            new EventRefusal(RefusalReason.TooLarge, "the event has 58 bytes; at most 50 are taken"),
            Samples.Read("""{"type":"label","model":"credit","id":"first","label":"x"}""", _batch, new EventLimits { MaxLineBytes = 50 }));
        byte[] invalid = [.. "{\"type\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal(
            new EventRefusal(RefusalReason.InvalidUtf8, "the bytes from offset 9 are no UTF-8"), Samples.Parser().TryRead(invalid, Samples.NowMs, _batch));
        string scores = string.Join(',', Enumerable.Range(0, EventLimits.MaxScores + 1).Select(i => $"\"{i}\":1"));
        Assert.Equal(
            new EventRefusal(RefusalReason.TooLarge, "scores has more than 1024 members"),
            Samples.Read($$$"""{{{Head}}}"prediction":"a","scores":{{{{scores}}}}}""", _batch));
    }

    [Fact]
    public void Changed_bytes_are_read_or_refused_and_never_leave_anything_half_done()
    {
        Random random = new(20260301);
        EventParser parser = Samples.Parser();
        byte[] original = Samples.Utf8(
            """{"type":"prediction","model":"credit","id":"c\u0031","features":{"income":NaN,"region":"z\u00fcrich"},"scores":{"a":1},"segments":{"channel":1},"prediction":"x"}""");
        byte[] pool = Samples.Utf8("{}[]\",:\\u0dNnI-1e.x \n\u00e9");
        Dictionary<string, int> outcomes = [];
        for (int i = 0; i < 50_000; i++)
        {
            byte[] changed = [.. original];
            for (int changes = random.Next(1, 4); changes > 0; changes--) changed[random.Next(changed.Length)] = pool[random.Next(pool.Length)];
            if (random.Next(10) == 0) changed = changed[..random.Next(changed.Length)];
            RecordBatchMark before = _batch.Mark();
            EventRefusal? refusal = parser.TryRead(changed, Samples.NowMs, _batch);
            string outcome = refusal is null ? "taken" : RefusalReasons.Word(refusal.Value.Reason);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            Assert.Equal(refusal is null ? before.Records + 1 : before.Records, _batch.Count);
            if (refusal is not null) Assert.Equal(before, _batch.Mark());
            _batch.Clear();
        }

        Assert.InRange(outcomes["taken"], 1000, 40_000);
        Assert.InRange(outcomes["broken_json"], 1000, 49_000);
        Assert.Superset(new HashSet<string> { "unknown_model", "unknown_kind", "missing_member", "wrong_type" }, outcomes.Keys.ToHashSet());
    }

    [Fact]
    public void Every_reason_has_a_word_of_its_own()
    {
        string[] words = [.. RefusalReasons.All.Select(RefusalReasons.Word)];
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.All(words, w => Assert.Matches("^[a-z0-9_]+$", w));
    }

    [Theory]
    [InlineData("""{"type":"x","features":{"time":5},"time":"2026-03-01T00:00:00Z"}""", "2026-03-01T00:00:00Z")]
    [InlineData("""{"time":1772323800000,"broken""", "2026-03-01T00:10:00Z")]
    [InlineData("""{"type":"x"}""", null)]
    [InlineData("""{"time":"soon"}""", null)]
    [InlineData("nonsense", null)]
    public void The_time_alone_is_read_without_the_rest(string json, string? expected)
    {
        bool read = EventParser.TryReadTime(Samples.Utf8(json), out long timeMs);
        Assert.Equal(expected is not null, read);
        if (expected is not null) Assert.Equal(Samples.Ms(expected), timeMs);
    }

    private void Take(string json) => Assert.Null(Samples.Read(json, _batch));
}
