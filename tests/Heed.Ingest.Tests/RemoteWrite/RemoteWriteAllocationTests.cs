using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;

namespace Heed.Ingest.Tests.RemoteWrite;

public sealed class RemoteWriteAllocationTests
{
    /// <summary>What remains is of the request: its tally and its answer.</summary>
    [Fact]
    public void A_known_series_allocates_nothing()
    {
        byte[] body = RemoteWriteThroughput.Version1(2000, shuffled: false)[0];
        RemoteWriteReceiver receiver = new(new SampleSinks(new NullSink(), null, null), new RemoteWriteLimits(), 42);
        for (int i = 0; i < 50; i++) receiver.Receive(body, RemoteWriteProtocol.Version1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++) receiver.Receive(body, RemoteWriteProtocol.Version1);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 50, 0, 512);
    }
}
