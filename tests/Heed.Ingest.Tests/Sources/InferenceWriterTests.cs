using Heed.Ingest.Sources;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Sources;

/// <summary>What requests and answers of each protocol become.</summary>
public sealed class InferenceWriterTests
{
    private const string Head = "{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"a\",\"time\":7";
    private const string Features = ",\"features\":{\"income\":3.4,\"region\":\"north\"}";

    private static readonly SourceMapping YesNo = new() { Classes = ["approve", "deny"], PositiveClass = "deny" };

    [Theory]
    [InlineData("""{"instances":[[3.4,"north"]]}""")]
    [InlineData("""{"instances":[{"income":3.4,"region":"north"}]}""")]
    [InlineData("""{"inputs":[{"name":"income","shape":[1],"datatype":"FP64","data":[3.4]},{"name":"region","shape":[1,1],"datatype":"BYTES","data":["north"]}]}""")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,2],"datatype":"BYTES","data":[[3.4,"north"]]}]}""")]
    [InlineData("""{"inputs":[[3.4,"north"]]}""")]
    [InlineData("""{"inputs":{"income":[3.4],"region":["north"]}}""")]
    [InlineData("""{"data":{"names":["income","region"],"ndarray":[[3.4,"north"]]}}""")]
    [InlineData("""{"data":{"ndarray":[[3.4,"north"]],"names":["income","region"]},"meta":{}}""")]
    [InlineData("""{"data":{"tensor":{"shape":[1,2],"values":[3.4,"north"]}}}""")]
    [InlineData("""{"jsonData":{"income":3.4,"region":"north"}}""")]
    [InlineData("""{"dataframe_split":{"columns":["income","region"],"data":[[3.4,"north"]]}}""")]
    [InlineData("""{"dataframe_records":[{"income":3.4,"region":"north"}]}""")]
    [InlineData("""[{"income":3.4,"region":"north"}]""")]
    [InlineData("""[[3.4,"north"]]""")]
    [InlineData("""{"income":3.4,"region":"north"}""")]
    public void Every_shape_of_a_request_gives_the_same_features(string request)
    {
        (SourceRefusal refusal, string[] lines) = Write(request, """{"predictions":["approve"]}""");

        Assert.Equal(SourceRefusal.None, refusal);
        Assert.Equal([Head + Features + ",\"prediction\":\"approve\"}"], lines);
    }

    [Theory]
    [InlineData("""{"predictions":["deny"]}""", "\"prediction\":\"deny\"")]
    [InlineData("""{"predictions":[1]}""", "\"prediction\":\"deny\"")]
    [InlineData("""{"predictions":[[0.25,0.75]]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    [InlineData("""{"predictions":[{"label":"deny","score":0.75}]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    [InlineData("""{"predictions":[{"predicted_label":1,"score":0.75}]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    [InlineData("""{"predictions":[{"probabilities":[0.25,0.75]}]}""", "\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75,\"prediction\":\"deny\"")]
    [InlineData("""{"predictions":[{"label":"deny","scores":{"approve":0.25,"deny":0.75}}]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75}")]
    [InlineData("""{"predictions":[0.75]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    [InlineData("""{"predictions":[0.25]}""", "\"prediction\":\"approve\",\"scores\":{\"approve\":0.75,\"deny\":0.25},\"score\":0.25")]
    [InlineData("""{"outputs":[{"name":"predict","shape":[1],"datatype":"INT64","data":[1]},{"name":"predict_proba","shape":[1,2],"datatype":"FP64","data":[0.25,0.75]}]}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    [InlineData("""{"data":{"names":["t:0","t:1"],"ndarray":[[0.25,0.75]]}}""", "\"prediction\":\"deny\",\"scores\":{\"approve\":0.25,\"deny\":0.75},\"score\":0.75")]
    public void Every_shape_of_an_answer_is_read_with_the_classes_of_the_mapping(string answer, string expected)
    {
        (SourceRefusal refusal, string[] lines) = Write("[[3.4,\"north\"]]", answer, YesNo);

        Assert.Equal(SourceRefusal.None, refusal);
        Assert.Equal([$"{Head}{Features},{expected}}}"], lines);
    }

    [Theory]
    [InlineData("""{"predictions":[2]}""", ModelType.Multiclass, "\"prediction\":2")]
    [InlineData("""{"predictions":[12.5]}""", ModelType.Regression, "\"prediction\":12.5")]
    [InlineData("""{"data":{"names":["bird","cat"],"ndarray":[[0.1,0.9]]}}""", ModelType.Multiclass, "\"prediction\":\"cat\",\"scores\":{\"bird\":0.1,\"cat\":0.9}")]
    [InlineData("""{"predictions":[[0.1,0.2,0.7]]}""", ModelType.Multiclass, "\"prediction\":\"2\",\"scores\":{\"0\":0.1,\"1\":0.2,\"2\":0.7}")]
    [InlineData("""{"predictions":[[0.1,0.2,0.7]]}""", ModelType.Embedding, "\"embedding\":[0.1,0.2,0.7]")]
    public void Without_a_mapping_an_answer_is_what_it_says(string answer, ModelType type, string expected)
    {
        (SourceRefusal refusal, string[] lines) = Write("[[3.4,\"north\"]]", answer, type: type);

        Assert.Equal(SourceRefusal.None, refusal);
        Assert.Equal([$"{Head}{Features},{expected}}}"], lines);
    }

    [Theory]
    [InlineData("{", "[1]", SourceRefusal.BrokenJson)]
    [InlineData("[[1,2]]]", "[1]", SourceRefusal.BrokenJson)]
    [InlineData("[]", "[]", SourceRefusal.UnknownShape)]
    [InlineData("""{"instances":[]}""", "[1]", SourceRefusal.UnknownShape)]
    [InlineData("[[1,2,3]]", "[1]", SourceRefusal.WrongColumns)]
    [InlineData("[[1,2],[3,4]]", "[1]", SourceRefusal.WrongRows)]
    [InlineData("""{"inputs":[{"name":"x","shape":[2,2],"data":[1,2,3]}]}""", "[1]", SourceRefusal.WrongShape)]
    [InlineData("""{"inputs":[{"name":"x","shape":[1,2],"data":[1,2,3]}]}""", "[1]", SourceRefusal.WrongShape)]
    [InlineData("""{"inputs":[{"name":"x","shape":["a"],"data":[1]}]}""", "[1]", SourceRefusal.WrongShape)]
    [InlineData("""{"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","parameters":{"binary_data_size":8}}]}""", "[1]", SourceRefusal.BinaryTensor)]
    [InlineData("""{"inputs":[{"name":"x","shape":[1000000],"data":[1]}]}""", "[1]", SourceRefusal.TooLarge)]
    [InlineData("[[1,2]]", """{"predictions":[0.5]}""", SourceRefusal.NoPrediction)]
    [InlineData("[[1,2]]", """{"predictions":[null]}""", SourceRefusal.NoPrediction)]
    [InlineData("[[1,2]]", """{"predictions":[{"a":"x","b":"y"}]}""", SourceRefusal.NoPrediction)]
    public void What_cannot_be_read_leaves_nothing_behind_and_says_why(string request, string answer, SourceRefusal expected)
    {
        (SourceRefusal refusal, string[] lines) = Write(request, answer);

        Assert.Equal(expected, refusal);
        Assert.Empty(lines);
        Assert.NotEqual("none", SourceRefusals.Word(refusal));
        Assert.NotEmpty(SourceRefusals.Sentence(refusal));
    }

    [Fact]
    public void Rows_have_ids_of_their_own_and_keep_their_columns()
    {
        string request = """{"inputs":[{"name":"income","shape":[2],"data":[1,2]},{"name":"region","shape":[2],"data":["north","south"]}]}""";
        (_, string[] lines) = Write(request, """{"model_version":"7","outputs":[{"name":"predict","shape":[2],"data":["a","b"]}]}""");

        Assert.Equal(
            [
                """{"type":"prediction","model":"credit","version":"7","id":"a-item-0","time":7,"features":{"income":1,"region":"north"},"prediction":"a"}""",
                """{"type":"prediction","model":"credit","version":"7","id":"a-item-1","time":7,"features":{"income":2,"region":"south"},"prediction":"b"}""",
            ],
            lines);
    }

    [Fact]
    public void A_mapping_names_columns_renames_and_picks_outputs()
    {
        SourceMapping mapping = new() { Columns = ["region", "income"], Rename = new Dictionary<string, string> { ["inc"] = "income" }, Prediction = "out" };

        Assert.Contains("\"features\":{\"region\":\"north\",\"income\":1}", Write("[[\"north\",1]]", """[{"out":"a","label":"b"}]""", mapping).Lines[0], StringComparison.Ordinal);
        Assert.Contains("\"features\":{\"income\":1,\"extra\":2},\"prediction\":\"a\"", Write("""[{"inc":1,"extra":2}]""", """[{"out":"a"}]""", mapping).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_inside_of_nested_values_do_not_end_a_line()
    {
        string line = Assert.Single(Write("[{\"income\":[1,\n2],\"region\":\"north\"}]", "[1]").Lines);

        Assert.Contains("\"income\":[1, 2]", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{"ndarray":[["deny"]]}}""", "\"deny\"")]
    [InlineData("""{"data":{"ndarray":[[1]]}}""", "\"deny\"")]
    [InlineData("""{"data":{"ndarray":[[1,0]]}}""", "\"approve\"")]
    [InlineData("[\"deny\"]", "\"deny\"")]
    public void A_truth_becomes_a_label(string truth, string label)
    {
        SourceLines lines = new();
        SourceRefusal refusal = new InferenceWriter().WriteLabels(
            SourceSamples.Model(YesNo), new InferenceContext("a"u8, 7), SourceSamples.Utf8(truth), lines);

        Assert.Equal(SourceRefusal.None, refusal);
        Assert.Equal(["{\"type\":\"label\",\"model\":\"credit\",\"id\":\"a\",\"time\":7,\"label\":" + label + "}"], SourceSamples.Text(lines));
    }

    private static (SourceRefusal Refusal, string[] Lines) Write(
        string request, string answer, SourceMapping? mapping = null, ModelType type = ModelType.Classification)
    {
        SourceLines lines = new();
        InferenceContext context = new("a"u8, 7);
        SourceRefusal refusal = new InferenceWriter().WritePredictions(
            SourceSamples.Model(mapping, type), in context, SourceSamples.Utf8(request), SourceSamples.Utf8(answer), lines);
        return (refusal, SourceSamples.Text(lines));
    }
}
