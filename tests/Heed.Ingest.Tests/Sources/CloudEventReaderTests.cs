using System.Text;

using Heed.Ingest.Sources;
using Heed.Ingest.Sources.CloudEvents;

namespace Heed.Ingest.Tests.Sources;

/// <summary>CloudEvents that are JSON themselves.</summary>
public sealed class CloudEventReaderTests
{
    private const string One = """{"specversion":"1.0","type":"t","id":"1","inferenceservicename":"credit","time":"2026-03-01T00:00:00Z","extra":{"a":[1]},"data":{"instances":[[1,2]]}}""";

    [Fact]
    public void One_event_is_read_with_its_data_as_they_stand()
    {
        (SourceRefusal refusal, List<(CloudEvent Message, bool IsComplete, string Data)> messages) = Read(One);

        Assert.Equal(SourceRefusal.None, refusal);
        (CloudEvent message, bool isComplete, string data) = Assert.Single(messages);
        Assert.True(isComplete);
        Assert.Equal(("t", "1", "credit", 1772323200000.0), (message.Type, message.Id, message.Service, message.TimeMs));
        Assert.Equal("""{"instances":[[1,2]]}""", data);
    }

    [Fact]
    public void A_batch_is_read_one_by_one_and_data_may_be_text_or_base64()
    {
        string base64 = Convert.ToBase64String("[1]"u8);
        (SourceRefusal refusal, List<(CloudEvent Message, bool IsComplete, string Data)> messages) =
            Read($$"""[{{One}},{"type":"t","id":"2","data_base64":"{{base64}}"},{"type":"t","id":"3","data":"{\"a\":1}"},{"type":"t"}]""");

        Assert.Equal(SourceRefusal.None, refusal);
        Assert.Equal(["""{"instances":[[1,2]]}""", "[1]", "{\"a\":1}", ""], messages.Select(m => m.Data));
        Assert.Equal([true, true, true, false], messages.Select(m => m.IsComplete));
    }

    [Theory]
    [InlineData("", SourceRefusal.BrokenJson)]
    [InlineData("{", SourceRefusal.BrokenJson)]
    [InlineData("1", SourceRefusal.UnknownShape)]
    [InlineData("[1]", SourceRefusal.UnknownShape)]
    [InlineData("{} {}", SourceRefusal.BrokenJson)]
    public void What_is_no_CloudEvent_is_refused(string json, SourceRefusal expected) => Assert.Equal(expected, Read(json).Refusal);

    private static (SourceRefusal Refusal, List<(CloudEvent Message, bool IsComplete, string Data)> Messages) Read(string json)
    {
        List<(CloudEvent, bool, string)> messages = [];
        SourceRefusal refusal = CloudEventReader.Read(
            SourceSamples.Utf8(json),
            (in CloudEvent message, bool isComplete) => messages.Add((message, isComplete, Encoding.UTF8.GetString(message.Data.Span))));
        return (refusal, messages);
    }
}
