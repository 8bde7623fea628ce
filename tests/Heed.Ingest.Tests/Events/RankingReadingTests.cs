using System.Globalization;

using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Events;

public sealed class RankingReadingTests
{
    private const long Now = 1_772_323_800_000;

    private static readonly SchemaRegistry Models = new(
    [
        new ModelSchema("feed", ModelType.Ranking, [], [], []),
        new ModelSchema("plain", ModelType.Multiclass, [], [], []),
    ]);

    private readonly RecordBatch _batch = new(Models);

    [Theory]
    [InlineData(@"""prediction"":[""a"",""b"",7]", "a,b,7", 0)]
    [InlineData(@"""prediction"":[]", "", 0)]
    [InlineData(@"""prediction"":[""a"",""b""],""scores"":{""a"":0.9,""b"":0.5}", "a=0.9,b=0.5", 0)]
    [InlineData(@"""scores"":{""b"":0.5,""c"":1,""a"":""NaN""},""prediction"":[""a"",""b""]", "a,b=0.5", 1)]
    [InlineData(@"""scores"":{""b"":0.5,""c"":0.9,""a"":0.5,""d"":null}", "c=0.9,b=0.5,a=0.5,d", 0)]
    [InlineData(@"""prediction"":[""\u00e4\n""],""scores"":{""\u00e4\n"":3}", "ä\n=3", 0)]
    [InlineData(@"""prediction"":[""x""],""prediction"":[""a""],""scores"":{""x"":1},""scores"":{""a"":2}", "a=2", 0)]
    [InlineData(@"""prediction"":null,""error"":""Timeout""", "", 0)]
    public void A_prediction_is_a_list_with_scores_or_scores_alone(string members, string expected, int unknown)
    {
        foreach (string text in BothOrders("prediction", members))
        {
            _batch.Clear();
            Assert.Null(Read(text));
            EventRecord record = _batch.Records[0];
            Assert.Equal(expected, Items(record));
            Assert.Equal(unknown, record.UnknownMembers);
            Assert.Equal(expected.Split('=', ',')[0], _batch.String(record.Answer));
        }
    }

    [Theory]
    [InlineData(@"[""a"",3]", "a=1,3=1")]
    [InlineData("[]", "")]
    [InlineData(@"{""a"":2,""b"":0.5,""c"":0,""d"":null}", "a=2,b=0.5,c=0,d=0")]
    [InlineData("{}", "")]
    [InlineData(@"""a""", "a=1")]
    [InlineData("17", "17=1")]
    public void A_label_is_a_list_of_relevant_items_an_object_of_grades_or_one_item(string label, string expected)
    {
        foreach (string kind in new[] { "label", "correction" })
        {
            foreach (string text in BothOrders(kind, $"\"label\":{label}"))
            {
                _batch.Clear();
                Assert.Null(Read(text));
                Assert.Equal(expected, Items(_batch.Records[0]));
            }
        }
    }

    [Theory]
    [InlineData("prediction", @"""prediction"":""a""", "prediction must be a list of items; found text \"a\"")]
    [InlineData("prediction", @"""prediction"":[""a"",true]", "prediction[1] must be a text or a number that is not empty; found true")]
    [InlineData("prediction", @"""prediction"":[""""]", "prediction[0] must be a text or a number that is not empty; found text \"\"")]
    [InlineData("prediction", @"""prediction"":[[""a""]]", "prediction[0] must be a text or a number that is not empty; found an array")]
    [InlineData("prediction", @"""prediction"":[""a""],""scores"":[1]", "scores must be an object; found an array")]
    [InlineData("prediction", @"""prediction"":[""a""],""scores"":{""a"":""high""}", "scores.a must be a number; found text \"high\"")]
    [InlineData("prediction", @"""latency_ms"":1", "a prediction needs prediction or, where the request failed, error")]
    [InlineData("label", @"""label"":{""a"":-1}", "label.a must be a number of at least 0; found number -1")]
    [InlineData("label", @"""label"":{""a"":true}", "label.a must be a number of at least 0; found true")]
    [InlineData("label", @"""label"":[null]", "label[0] must be a text or a number that is not empty; found null")]
    [InlineData("label", @"""label"":true", "label must be a list of items, an object of grades or one item; found true")]
    [InlineData("label", @"""note"":""n""", "a label needs label")]
    public void What_is_no_ranking_is_refused_and_leaves_nothing(string kind, string members, string detail)
    {
        EventRefusal? refusal = Read($$"""{"type":"{{kind}}","model":"feed","id":"x",{{members}}}""");
        Assert.Equal(detail, refusal?.Detail);
        Assert.Equal((0, 0), (_batch.Count, _batch.ScoreCount));
    }

    [Fact]
    public void A_list_and_a_label_have_1024_items_at_most()
    {
        string items = string.Join(",", Enumerable.Range(0, 1024));
        Assert.Null(Read($$"""{"type":"prediction","model":"feed","prediction":[{{items}}]}"""));
        Assert.Equal(1024, _batch.Records[0].ScoreCount);
        Assert.Equal("prediction has more than 1024 items", Read($$"""{"type":"prediction","model":"feed","prediction":[{{items}},"x"]}""")?.Detail);
        Assert.Equal("label has more than 1024 items", Read($$"""{"type":"label","model":"feed","id":"x","label":[{{items}},"x"]}""")?.Detail);
        string grades = string.Join(",", Enumerable.Range(0, 1025).Select(i => $"\"{i}\":1"));
        Assert.Equal("label has more than 1024 items", Read($$$"""{"type":"label","model":"feed","id":"x","label":{{{{grades}}}}}""")?.Detail);
    }

    [Fact]
    public void Other_models_answer_no_lists()
    {
        EventRefusal? refusal = Read("""{"type":"prediction","model":"plain","prediction":["a"]}""");
        Assert.Equal("prediction must be text, a number or a boolean; found an array", refusal?.Detail);
    }

    [Fact]
    public void Reading_a_ranking_allocates_nothing()
    {
        byte[] json = """{"type":"prediction","model":"feed","prediction":["a","b","c"],"scores":{"a":0.9,"b":0.8,"c":0.1}}"""u8.ToArray();
        byte[] label = """{"type":"label","model":"feed","id":"x","label":{"a":2,"b":1}}"""u8.ToArray();
        EventParser parser = new(Models, new EventLimits());
        for (int i = 0; i < 100; i++) ReadBoth(parser, json, label);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) ReadBoth(parser, json, label);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void ReadBoth(EventParser parser, byte[] json, byte[] label)
    {
        _batch.Clear();
        parser.TryRead(json, Now, _batch);
        parser.TryRead(label, Now, _batch);
    }

    /// <summary>With type and model before the other members and behind them.</summary>
    private static string[] BothOrders(string kind, string members) =>
    [
        $$"""{"type":"{{kind}}","model":"feed","id":"x",{{members}}}""",
        $$"""{{{members}},"id":"x","model":"feed","type":"{{kind}}"}""",
    ];

    private EventRefusal? Read(string json) =>
        new EventParser(Models, new EventLimits()).TryRead(System.Text.Encoding.UTF8.GetBytes(json), Now, _batch);

    private string Items(in EventRecord record)
    {
        List<string> items = [];
        foreach (ClassScore item in _batch.ScoresOf(record))
        {
            string score = double.IsNaN(item.Score) ? "" : "=" + item.Score.ToString(CultureInfo.InvariantCulture);
            items.Add(_batch.String(item.Class) + score);
        }

        return string.Join(",", items);
    }
}
