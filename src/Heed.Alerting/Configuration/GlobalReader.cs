using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>global</c>; each kind of receiver reads its own keys there.</summary>
internal static class GlobalReader
{
    public static ReceiverReader Read(
        DocumentNode? node, DocumentNode root, IReadOnlyList<IIntegrationKind> kinds, ReadingContext context, out GlobalOptions options)
    {
        MappingReader reader = (node ?? Nothing(root)).ReadMapping();
        HttpOptions http = reader.TryGet("http_config", out DocumentNode? httpNode)
            ? httpNode.ReadHttpOptions(context)
            : HttpOptions.Default;
        TimeSpan resolve = GlobalOptions.Default.ResolveTimeout;
        if (reader.TryGet("resolve_timeout", out DocumentNode? timeout))
        {
            resolve = timeout.ReadDuration(resolve, TimeSpan.FromMilliseconds(1));
        }

        options = new GlobalOptions(resolve, http);
        List<KeyValuePair<string, IntegrationReader>> readers = [];
        foreach (IIntegrationKind kind in kinds) readers.Add(new(kind.Name, kind.Open(reader, options, context)));
        reader.Finish();
        return new ReceiverReader(readers);
    }

    /// <summary>An empty mapping in the same file, for a file without <c>global</c>.</summary>
    private static DocumentNode Nothing(DocumentNode root) => Document.Parse(root.Document.File, "{}", root.Document.Diagnostics).Root;
}
