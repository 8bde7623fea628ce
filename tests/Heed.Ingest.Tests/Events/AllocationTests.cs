using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Events;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("""{"type":"prediction","model":"credit","version":"3","id":"c-17","time":"2026-03-01T00:00:12.345Z","latency_ms":23.1,"features":{"income":3.4,"region":"north","age":null},"prediction":"approve","score":0.83,"scores":{"approve":0.83,"deny":0.17},"segments":{"channel":"web"}}""")]
    [InlineData("""{"features":{"income":3.4123456789012345,"region":"z\u00fcrich"},"id":"c-\u0031","model":"credit","prediction":"appr\u00f6ve","type":"prediction"}""")]
    [InlineData("""{"type":"prediction","model":"credit","features":{"income":NaN},"prediction":"a","features":{"age":2}}""")]
    public void An_event_that_is_taken_allocates_nothing(string json)
    {
        byte[] utf8 = Samples.Utf8(json);
        EventParser parser = Samples.Parser();
        RecordBatch batch = new(Samples.Models);
        for (int i = 0; i < 200; i++) Assert.Null(parser.TryRead(utf8, Samples.NowMs, batch));
        batch.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++) parser.TryRead(utf8, Samples.NowMs, batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200, batch.Count);
    }
}
