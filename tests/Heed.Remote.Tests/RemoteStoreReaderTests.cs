using Heed.Documents;

namespace Heed.Remote.Tests;

public sealed class RemoteStoreReaderTests
{
    [Fact]
    public void Both_ways_are_read_with_what_they_share()
    {
        RemoteStoreOptions options = Read(
            "{query: 'http://p:9090/x', write: 'http://v:8428/api/v1/write', timeout: 5s, queue_max_bytes: 2000000, bearer_token: t}", out _);

        Assert.Equal(new Uri("http://p:9090/x"), options.Query!.Url);
        Assert.Equal(new Uri("http://v:8428/api/v1/write"), options.Write!.Url);
        Assert.Equal(("/data/queue", 2_000_000L), (options.Write.Directory, options.Write.MaxQueueBytes));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), (options.Query.Timeout, options.Write.Timeout));
        Assert.Equal(("t", "t"), (options.Query.Http.Credentials!.Reveal(), options.Write.Http.Credentials!.Reveal()));
    }

    [Theory]
    [InlineData("{}", "f:1:1: expected the key \"query\" or \"write\"")]
    [InlineData("{query: 'p:9090'}", "f:1:9: query: expected an address")]
    [InlineData("{query: 'http://p', wrte: 'http://p'}", "f:1:21: wrte: unknown key")]
    [InlineData("{write: 'http://p', queue_max_bytes: 5}", "f:1:38: queue_max_bytes: expected a whole number of at least 1048576")]
    public void A_mistake_is_reported_at_its_place(string yaml, string message)
    {
        Read(yaml, out Diagnostics diagnostics);

        Assert.StartsWith(message, Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    private static RemoteStoreOptions Read(string yaml, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        return RemoteStoreReader.Read(Document.Parse("f", yaml, diagnostics).Root, "/conf", "/data/queue");
    }
}
