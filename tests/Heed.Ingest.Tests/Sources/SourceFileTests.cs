using System.IO.Compression;
using System.Text;

using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;
using Heed.Testing;

namespace Heed.Ingest.Tests.Sources;

/// <summary>Files that other systems write.</summary>
public sealed class SourceFileTests
{
    private const string Capture =
        """{"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","data":"3.4,north\n","encoding":"CSV"},"endpointOutput":{"observedContentType":"text/csv; charset=utf-8","mode":"OUTPUT","data":"0.75","encoding":"CSV"}},"eventMetadata":{"eventId":"e1","inferenceId":"c1","inferenceTime":"2026-03-01T00:00:00Z"},"eventVersion":"0"}""";

    private const string Predicted = """{"type":"prediction","model":"credit","id":"c1","time":1772323200000,"features":{"income":3.4,"region":"north"},"prediction":"deny","scores":{"approve":0.25,"deny":0.75},"score":0.75}""";

    private static readonly SourceMapping YesNo = new() { Classes = ["approve", "deny"], PositiveClass = "deny" };

    [Fact]
    public void Data_capture_and_ground_truth_of_SageMaker_meet_by_their_id()
    {
        string truth = """{"groundTruthData":{"data":"1","encoding":"CSV"},"eventMetadata":{"eventId":"c1"},"eventVersion":"0"}""";
        (string format, string[] lines, string[] refused) = Read(Capture + "\n" + truth + "\n", YesNo);

        Assert.Equal("sagemaker", format);
        Assert.Equal([Predicted, """{"type":"label","model":"credit","id":"c1","label":"deny"}"""], lines);
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("""{"observedContentType":"application/json","data":"{\"instances\":[{\"income\":3.4,\"region\":\"north\"}]}","encoding":"JSON"}""")]
    [InlineData("""{"observedContentType":"application/json","data":"W1szLjQsIm5vcnRoIl1d","encoding":"BASE64"}""")]
    [InlineData("""{"observedContentType":"text/csv","data":"My40LG5vcnRo","encoding":"BASE64"}""")]
    public void Every_encoding_of_SageMaker_gives_the_same(string input)
    {
        string line = "{\"captureData\":{\"endpointInput\":" + input
            + ",\"endpointOutput\":{\"data\":\"0.75\",\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"c1\",\"inferenceTime\":\"2026-03-01T00:00:00Z\"}}";

        Assert.Equal([Predicted], Read(line, YesNo).Lines);
    }

    [Fact]
    public void Inputs_and_outputs_of_Azures_collector_meet_by_their_correlation_across_files()
    {
        SourceModels models = SourceSamples.Models();
        string head = "\"specversion\":\"1.0\",\"source\":\"/subscriptions/s/onlineEndpoints/credit/deployments/blue\",\"time\":\"2026-03-01T00:00:00Z\",\"correlationid\":\"c1\"";
        string inputs = $"{{{head},\"id\":\"1\",\"type\":\"azureml.inference.model_inputs\",\"data\":[{{\"income\":3.4,\"region\":\"north\"}}]}}";
        string outputs = $"{{{head},\"id\":\"2\",\"type\":\"azureml.inference.model_outputs\",\"data\":[{{\"label\":\"deny\"}}]}}";
        string both = $"{{{head},\"id\":\"3\",\"type\":\"azureml.inference.model_inputs_outputs\",\"data\":[{{\"income\":1,\"region\":\"south\",\"prediction\":\"approve\"}}]}}";

        Assert.Empty(Read(inputs, models).Lines);
        (string format, string[] lines, _) = Read(outputs + "\n" + both, models);
        Assert.Equal("azureml", format);
        Assert.Equal("""{"type":"prediction","model":"credit","id":"c1","time":1772323200000,"features":{"income":3.4,"region":"north"},"prediction":"deny"}""", lines[0]);
        Assert.Contains("\"prediction\":\"approve\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_have_predictions_labels_and_errors()
    {
        string csv = "time,id,income,region,prediction,score,label,latency_ms,error\r\n"
            + "2026-03-01 00:00:00,a,3.4,north,deny,0.75,approve,12.5,\r\n"
            + "1772323200000,b,.5,\"no,\"\"rth\",approve,,,,\r\n"
            + ",c,1,north,,,,7,Timeout\r\n"
            + ",d,,,,,deny,,\r\n";
        (string format, string[] lines, string[] refused) = Read(csv, YesNo);

        Assert.Equal("csv", format);
        Assert.Empty(refused);
        Assert.Equal(
            [
                """{"type":"prediction","model":"credit","id":"a","time":1772323200000,"latency_ms":12.5,"features":{"income":3.4,"region":"north"},"prediction":"deny","scores":{"approve":0.25,"deny":0.75},"score":0.75}""",
                """{"type":"label","model":"credit","id":"a","time":1772323200000,"label":"approve"}""",
                """{"type":"prediction","model":"credit","id":"b","time":1772323200000,"features":{"income":0.5,"region":"no,\u0022rth"},"prediction":"approve"}""",
                """{"type":"prediction","model":"credit","id":"c","latency_ms":7,"error":"Timeout"}""",
                """{"type":"label","model":"credit","id":"d","label":"deny"}""",
            ],
            lines);
    }

    [Fact]
    public void A_mapping_names_the_columns_of_a_table()
    {
        SourceMapping mapping = new() { Id = "request", Time = "at", Label = "truth", Prediction = "out", Rename = new Dictionary<string, string> { ["inc"] = "income" } };
        (_, string[] lines, _) = Read("request,at,inc,region,out,truth\nq,2026-03-01T00:00:00Z,1,north,deny,approve\n", mapping);

        Assert.Equal("""{"type":"prediction","model":"credit","id":"q","time":1772323200000,"features":{"income":1,"region":"north"},"prediction":"deny"}""", lines[0]);
        Assert.Equal("""{"type":"label","model":"credit","id":"q","time":1772323200000,"label":"approve"}""", lines[1]);
    }

    [Fact]
    public void Own_events_pass_and_those_without_an_id_get_the_same_one_each_time()
    {
        string events = """{"type":"prediction","model":"credit","id":"a","prediction":"x"}""" + "\n" + """{"type":"prediction","model":"credit","prediction":"x"}""" + "\n";
        (string format, string[] first, _) = Read(events);

        Assert.Equal("events", format);
        Assert.Equal("""{"type":"prediction","model":"credit","id":"a","prediction":"x"}""", first[0]);
        Assert.Contains(",\"id\":\"line-2-", first[1], StringComparison.Ordinal);
        Assert.Equal(first, Read(events).Lines);
    }

    [Fact]
    public void The_newest_annotation_of_a_task_is_the_label()
    {
        string export = """
            [{"id":1,"data":{"heed_model":"credit","heed_id":"c1","features":{"income":1}},"annotations":[
               {"id":1,"completed_by":3,"was_cancelled":false,"updated_at":"2026-03-01T00:00:02.000Z","result":[{"from_name":"label","to_name":"features","type":"choices","value":{"choices":["deny"]}}]},
               {"id":2,"completed_by":4,"was_cancelled":false,"updated_at":"2026-03-01T00:00:01.000Z","result":[{"type":"choices","value":{"choices":["approve"]}}]},
               {"id":3,"completed_by":5,"was_cancelled":true,"updated_at":"2026-03-01T00:00:09.000Z","result":[]}]},
             {"id":2,"data":{"heed_id":"c2"},"annotations":[{"completed_by":{"email":"ann@example.com"},"result":[{"type":"number","value":{"number":4.5}}]}]},
             {"id":3,"data":{"heed_id":"c3"},"annotations":[]},
             {"id":4,"data":{"text":"x"},"annotations":[{"result":[{"value":{"choices":["deny"]}}]}]}]
            """;
        (string format, string[] lines, string[] refused) = Read(export);

        Assert.Equal("label-studio", format);
        Assert.Equal(
            [
                """{"type":"label","model":"credit","id":"c1","time":1772323202000,"label":"deny","reviewer":"label-studio-3"}""",
                """{"type":"label","model":"credit","id":"c2","label":4.5,"reviewer":"ann@example.com"}""",
            ],
            lines);
        Assert.Equal(["3: no_label", "4: no_id"], refused);
    }

    [Fact]
    public void Every_refused_line_tells_its_number_and_why()
    {
        string file = Capture + "\nno json\n\n{\"captureData\":{},\"eventMetadata\":{\"eventId\":\"x\"}}\n{\"eventMetadata\":{\"eventId\":\"x\"}}\n[1]\n{}\n";
        (_, string[] lines, string[] refused) = Read(file, YesNo);

        Assert.Single(lines);
        Assert.Equal(["2: broken_json", "4: unknown_shape", "5: unknown_line", "6: unknown_line", "7: no_id"], refused);
    }

    [Fact]
    public void A_row_of_another_length_than_its_header_is_refused_alone()
    {
        (_, string[] lines, string[] refused) = Read("income,region,prediction\n1,north,deny\n1,north\n1,north,deny,4\n1,north,\n");

        Assert.Single(lines);
        Assert.Equal(["3: row 2: wrong_fields", "4: row 3: wrong_fields", "5: row 4: no_prediction"], refused);
    }

    [Fact]
    public void A_row_may_span_lines_and_what_is_refused_tells_its_row_and_where_it_begins()
    {
        string csv = "income;region;prediction;id\r\n"
            + "1;\"no\r\nrth;\"\"N\"\"\";deny;a\r\n"
            + "2;north\r\n"
            + "3;\"so\nuth\";;c\n"
            + "4;\"north\";\"deny\";\"d\"\n"
            + "5;\"never closed\n6;north;deny;f\n";
        (string format, string[] lines, string[] refused) = Read(csv);

        Assert.Equal("csv", format);
        Assert.Equal(
            [
                """{"type":"prediction","model":"credit","id":"a","features":{"income":1,"region":"no\r\nrth;\u0022N\u0022"},"prediction":"deny"}""",
                """{"type":"prediction","model":"credit","id":"d","features":{"income":4,"region":"north"},"prediction":"deny"}""",
            ],
            lines);
        Assert.Equal(["4: row 2: wrong_fields", "5: row 3: no_prediction", "8: row 5: open_quote"], refused);
    }

    [Fact]
    public void A_row_without_an_id_gets_the_same_one_each_time_however_many_lines_it_spans()
    {
        string[] first = Read("income,region,prediction\n1,\"a\nb\",deny\n1,\"a\nb\",deny\n").Lines;

        Assert.Equal(first, Read("income,region,prediction\n1,\"a\nb\",deny\n1,\"a\nb\",deny\n").Lines);
        Assert.StartsWith("""{"type":"prediction","model":"credit","id":"line-2-""", first[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"prediction","model":"credit","id":"line-4-""", first[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_do_not_depend_on_quotes_line_ends_marks_or_compression()
    {
        string[] expected = Read("income,region,prediction,id\n1,north,deny,a\n2,south,deny,b\n").Lines;

        Assert.Equal(expected, Read("\uFEFF\"income\",\"region\",\"prediction\",\"id\"\r\n\"1\",\"north\",\"deny\",\"a\"\r\n\n\"2\",\"south\",\"deny\",\"b\"").Lines);
        Assert.Equal(expected, Read("income\tregion\tprediction\tid\n1\tnorth\tdeny\ta\n2\tsouth\tdeny\tb\n").Lines);
    }

    [Fact]
    public void Cells_with_lists_are_rankings_grades_scores_and_embeddings()
    {
        string csv = "id,income,prediction,scores,embedding,label\n"
            + "a,1,\"[\"\"i-7\"\", \"\"i-3\"\"]\",\"{\"\"i-7\"\":0.9,\"\"i-3\"\":0.4}\",\"[0.5,-1e3]\",\"{\"\"i-3\"\":2}\"\n"
            + "b,1,,\"{\"\"i-7\"\":0.9}\",,[]\n"
            + "c,1,i-9,,,i-9\n"
            + "d,1,\"['i-7', 'i-3']\",,,\n"
            + "e,1,[],,[0.1 0.2],\n";
        (_, string[] lines, string[] refused) = Read(csv, Models(ModelType.Ranking));

        Assert.Equal(
            [
                """{"type":"prediction","model":"credit","id":"a","embedding":[0.5,-1e3],"features":{"income":1},"prediction":["i-7", "i-3"],"scores":{"i-7":0.9,"i-3":0.4}}""",
                """{"type":"label","model":"credit","id":"a","label":{"i-3":2}}""",
                """{"type":"prediction","model":"credit","id":"b","features":{"income":1},"scores":{"i-7":0.9}}""",
                """{"type":"label","model":"credit","id":"b","label":[]}""",
                """{"type":"prediction","model":"credit","id":"c","features":{"income":1},"prediction":["i-9"]}""",
                """{"type":"label","model":"credit","id":"c","label":["i-9"]}""",
            ],
            lines);
        Assert.Equal(["5: row 4: broken_list", "6: row 5: broken_list"], refused);
    }

    [Fact]
    public void An_embedding_will_do_for_an_embedding_model_and_a_column_without_lists_is_a_feature()
    {
        Assert.Equal(
            ["""{"type":"prediction","model":"credit","id":"a","features":{"income":1},"embedding":[0.5,1],"prediction":"x"}""", """{"type":"prediction","model":"credit","id":"b","features":{"income":2},"embedding":[0.25]}"""],
            Read("id,income,embedding,prediction\na,1,\"[0.5,1]\",x\nb,2,[0.25],\n", Models(ModelType.Embedding)).Lines);
        Assert.Equal(
            ["""{"type":"prediction","model":"credit","id":"a","features":{"income":1,"scores":7},"prediction":"deny"}"""],
            Read("id,income,scores,prediction\na,1,7,deny\n").Lines);
        Assert.Equal(
            ["""{"type":"prediction","model":"credit","id":"a","features":{"income":1},"prediction":"deny","scores":{"deny":0.8},"score":0.8}"""],
            Read("id,income,score,scores,prediction\na,1,0.8,\"{\"\"deny\"\":0.8}\",deny\n").Lines);
    }

    [Fact]
    public void Data_capture_may_have_line_breaks_inside_quotes()
    {
        string line = """{"captureData":{"endpointInput":{"observedContentType":"text/csv","data":"1,\"no\nrth\"\n2,south\n","encoding":"CSV"},"endpointOutput":{"data":"deny\napprove","encoding":"CSV"}},"eventMetadata":{"eventId":"c1"}}""";

        string[] lines = Read(line).Lines;
        Assert.Equal(2, lines.Length);
        Assert.Contains("{\"income\":1,\"region\":\"no\\nrth\"},\"prediction\":\"deny\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("{\"income\":2,\"region\":\"south\"},\"prediction\":\"approve\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_and_many_batches_give_every_line_with_its_place()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("events.csv.gz");
        using (GZipStream gzip = new(File.Create(path), CompressionMode.Compress))
        {
            gzip.Write("income,region,prediction,id\n"u8);
            for (int i = 0; i < 5000; i++) gzip.Write(Encoding.ASCII.GetBytes($"{i},north,{(i % 100 == 99 ? "" : "deny")},q{i}\n"));
        }

        using SourceFile file = SourceFile.Open(path, SourceSamples.Models(), null, null);
        ImportBatch batch = new();
        int events = 0;
        List<int> refused = [];
        int batches = 0;
        for (; file.Fill(batch); batches++)
        {
            string[] lines = SourceSamples.Text(batch.Lines);
            for (int i = 0; i < lines.Length; i++, events++)
            {
                Assert.Contains($"\"income\":{batch.PlaceOf(i + 1).Row - 1},", lines[i], StringComparison.Ordinal);
            }

            refused.AddRange(batch.Refused.Select(r => r.Place.Line));
        }

        Assert.Equal((4950, 3), (events, batches));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (i * 100) + 101), refused);
        Assert.Equal(1, file.Progress);
    }

    [Fact]
    public void With_several_models_a_file_has_to_be_given_one()
    {
        SourceModels models = new(
            new SchemaRegistry([SourceSamples.Credit(), new ModelSchema("other", ModelType.Regression, [], [], [])]), new Dictionary<string, SourceMapping>());

        Assert.Equal(["1: unknown_model"], Read(Capture, models).Refused);
    }

    private static SourceModels Models(ModelType type) =>
        new(new SchemaRegistry([SourceSamples.Credit(type)]), new Dictionary<string, SourceMapping>());

    private static (string Format, string[] Lines, string[] Refused) Read(string text, SourceMapping? mapping = null) => Read(text, SourceSamples.Models(mapping));

    private static (string Format, string[] Lines, string[] Refused) Read(string text, SourceModels models)
    {
        using TemporaryFolder folder = new();
        using SourceFile file = SourceFile.Open(folder.Write("file", text), models, null, null);
        ImportBatch batch = new();
        List<string> lines = [];
        List<string> refused = [];
        while (file.Fill(batch))
        {
            lines.AddRange(SourceSamples.Text(batch.Lines));
            refused.AddRange(batch.Refused.Select(r => $"{r.Place}: {r.Reason}"));
        }

        return (file.Format!.Name, [.. lines], [.. refused]);
    }
}
