using System.Globalization;
using System.Text;

using Heed.Documents;
using Heed.Http;
using Heed.Ingest.Relabelling;
using Heed.Model.Records;
using Heed.Remote.Writing;

namespace Heed.Remote;

/// <summary>
/// Reads Prometheus' <c>remote_write</c>. What Prometheus has and Heed does not do is refused with a sentence, unless it is switched
/// off; <c>queue_config: { max_bytes }</c> is Heed's own.
/// </summary>
public static class RemoteWriteReader
{
    private const string WireFormat = "prometheus.WriteRequest";

    /// <summary>They say what the body is, or belong to keys of their own.</summary>
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "connection", "content-encoding", "content-length", "content-type", "host", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "www-authenticate", "x-prometheus-remote-write-version",
    };

    private static readonly string[] Clouds = ["sigv4", "azuread", "google_iam"];

    /// <param name="node">The list.</param>
    /// <param name="folder">Relative paths of secrets and certificates start here.</param>
    /// <param name="queues">Each target has a folder below it.</param>
    public static IReadOnlyList<RemoteWriteTargetOptions> ReadAll(DocumentNode node, string folder, string queues)
    {
        List<RemoteWriteTargetOptions> targets = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            if (Read(item, folder, queues) is not { } target) continue;
            bool isTaken = targets.Exists(t => t.Name == target.Name);
            if (isTaken) item.Report($"expected each target's name once, found a second \"{target.Name}\"; give it a \"name\"");
            else targets.Add(target);
        }

        return targets;
    }

    private static RemoteWriteTargetOptions? Read(DocumentNode node, string folder, string queues)
    {
        MappingReader reader = node.ReadMapping();
        Uri? url = reader.TryRequire("url", "where samples are posted to", out DocumentNode? urlNode) ? HttpOptionsReader.ReadUrl(urlNode) : null;
        string name = reader.TryGet("name", out DocumentNode? nameNode) ? nameNode.ReadText() : url?.Authority ?? "";
        HttpOptions http = new HttpOptionsReader(folder).Read(reader);
        if (reader.TryGet("headers", out DocumentNode? headers)) http = http with { Headers = [.. http.Headers, .. ReadHeaders(headers)] };
        RemoteWriteOptions write = new() { Url = url ?? new Uri("http://localhost"), Directory = Path.Combine(queues, FolderOf(name)), Http = http };
        if (reader.TryGet("remote_timeout", out DocumentNode? timeout))
        {
            write = write with { Timeout = timeout.ReadDuration(write.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) };
        }

        if (reader.TryGet("queue_config", out DocumentNode? queue)) write = RemoteWriteQueueReader.Read(queue, write);
        RemoteWriteTargetOptions target = new()
        {
            Name = name,
            Write = write,
            Relabelling = reader.TryGet("write_relabel_configs", out DocumentNode? rules) ? RelabelRuleReader.ReadAll(rules) : [],
            SendsHistograms = reader.TryGet("send_native_histograms", out DocumentNode? histograms) && histograms.ReadBool(),
        };
        RefuseOthers(reader);
        reader.Finish();
        return url is null ? null : target;
    }

    private static List<KeyValuePair<string, Credential>> ReadHeaders(DocumentNode node)
    {
        List<KeyValuePair<string, Credential>> headers = [];
        foreach ((string name, DocumentNode value) in node.ReadMapping().Members)
        {
            if (ReservedHeaders.Contains(name)) value.Report($"expected a header that remote write does not set itself, found \"{name}\"");
            else headers.Add(KeyValuePair.Create(name, Credential.FromText(value.ReadText())));
        }

        return headers;
    }

    private static void RefuseOthers(MappingReader reader)
    {
        if (reader.TryGet("send_exemplars", out DocumentNode? exemplars) && exemplars.ReadBool()) exemplars.Report("Heed keeps no exemplars: write false");
        if (reader.TryGet("protobuf_message", out DocumentNode? message)) message.ReadWord([WireFormat], WireFormat);
        if (reader.TryGet("metadata_config", out DocumentNode? metadata))
        {
            MappingReader keys = metadata.ReadMapping();
            if (keys.TryGet("send", out DocumentNode? send) && send.ReadBool()) send.Report("Heed sends samples only, without metadata: write false");
            if (keys.TryGet("send_interval", out DocumentNode? interval)) interval.ReadDuration(TimeSpan.Zero);
            if (keys.TryGet("max_samples_per_send", out DocumentNode? most)) most.ReadInteger(0, 1);
            keys.Finish();
        }

        foreach (string cloud in Clouds)
        {
            if (!reader.Members.Any(m => m.Key == cloud) || !reader.TryGet(cloud, out DocumentNode? node)) continue;
            node.Report($"\"{cloud}\" is not supported: use authorization, or a proxy that signs");
        }
    }

    /// <summary>Any text may name a target, but not a folder.</summary>
    private static string FolderOf(string name) => RecordId.Of(Encoding.UTF8.GetBytes(name)).High.ToString("x16", CultureInfo.InvariantCulture);
}
