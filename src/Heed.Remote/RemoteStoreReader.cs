using Heed.Documents;
using Heed.Http;
using Heed.Remote.Reading;
using Heed.Remote.Writing;

namespace Heed.Remote;

/// <summary>
/// Reads <c>remote: {query: URL, write: URL}</c>. The other keys hold for both ways: those of Prometheus' <c>http_config</c>,
/// <c>timeout</c>, <c>queue_max_bytes</c>.
/// </summary>
public static class RemoteStoreReader
{
    private const long LeastQueueBytes = 1 << 20;

    /// <param name="node">The mapping.</param>
    /// <param name="folder">Relative paths of secrets and certificates start here.</param>
    /// <param name="queueDirectory">Where the queue of unsent samples is kept.</param>
    public static RemoteStoreOptions Read(DocumentNode node, string folder, string queueDirectory)
    {
        MappingReader reader = node.ReadMapping();
        Uri? query = reader.TryGet("query", out DocumentNode? queryNode) ? HttpOptionsReader.ReadUrl(queryNode) : null;
        Uri? write = reader.TryGet("write", out DocumentNode? writeNode) ? HttpOptionsReader.ReadUrl(writeNode) : null;
        if (queryNode is null && writeNode is null) node.Report("expected the key \"query\" or \"write\" (an address), found neither");
        HttpOptions http = new HttpOptionsReader(folder).Read(reader);
        TimeSpan? timeout = reader.TryGet("timeout", out DocumentNode? timeoutNode)
            ? timeoutNode.ReadDuration(RemoteReadOptions.DefaultTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))
            : null;
        long queueBytes = reader.TryGet("queue_max_bytes", out DocumentNode? bytes)
            ? bytes.ReadInteger(RemoteWriteOptions.DefaultMaxQueueBytes, LeastQueueBytes)
            : RemoteWriteOptions.DefaultMaxQueueBytes;
        reader.Finish();
        return new RemoteStoreOptions(
            query is null
                ? null
                : new RemoteReadOptions
                {
                    Url = query,
                    Http = http,
                    Timeout = timeout ?? RemoteReadOptions.DefaultTimeout,
                },
            write is null
                ? null
                : new RemoteWriteOptions
                {
                    Url = write,
                    Directory = queueDirectory,
                    Http = http,
                    Timeout = timeout ?? RemoteWriteOptions.DefaultTimeout,
                    MaxQueueBytes = queueBytes,
                });
    }
}
