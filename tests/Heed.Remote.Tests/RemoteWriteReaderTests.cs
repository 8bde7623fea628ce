using Heed.Documents;
using Heed.Remote.Writing;

namespace Heed.Remote.Tests;

public sealed class RemoteWriteReaderTests
{
    [Fact]
    public void A_section_of_a_prometheus_yml_is_read_as_it_stands()
    {
        RemoteWriteTargetOptions target = Assert.Single(Read(
            """
            - url: https://mimir.example.com/api/v1/push
              name: mimir
              remote_timeout: 10s
              headers: { X-Scope-OrgID: team-a }
              send_exemplars: false
              send_native_histograms: true
              protobuf_message: prometheus.WriteRequest
              basic_auth: { username: heed, password: secret }
              tls_config: { ca_file: ca.pem, insecure_skip_verify: true }
              metadata_config: { send: false, send_interval: 1m, max_samples_per_send: 100 }
              queue_config:
                { capacity: 20000, max_shards: 1, min_shards: 1, max_samples_per_send: 500, batch_send_deadline: 5s, min_backoff: 30ms, max_backoff: 5s,
                  retry_on_http_429: true, sample_age_limit: 0s, max_bytes: 33554432 }
              write_relabel_configs: [ { source_labels: [__name__], regex: "heed_.*", action: drop } ]
            """,
            out Diagnostics diagnostics));

        Assert.Empty(diagnostics.All);
        RemoteWriteOptions write = target.Write;
        Assert.Equal(("mimir", true, 1), (target.Name, target.SendsHistograms, target.Relabelling.Count));
        Assert.Equal(("https://mimir.example.com/api/v1/push", TimeSpan.FromSeconds(10)), (write.Url.ToString(), write.Timeout));
        Assert.Equal((500, 20_000, 33_554_432L), (write.BatchSamples, write.MaxPendingSamples, write.MaxQueueBytes));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(30), TimeSpan.FromSeconds(5)), (write.FlushInterval, write.FirstPause, write.LongestPause));
        Assert.Equal(("heed", "secret", "/conf/ca.pem"), (write.Http.Username, write.Http.Password!.Reveal(), write.Http.Tls.AuthorityFile));
        Assert.Equal(("X-Scope-OrgID", "team-a"), (write.Http.Headers[0].Key, write.Http.Headers[0].Value.Reveal()));
        Assert.StartsWith("/data/queues/", write.Directory, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_is_named_by_its_host_and_its_queue_keeps_its_folder()
    {
        IReadOnlyList<RemoteWriteTargetOptions> targets = Read("[ { url: 'http://a:9090/w' }, { url: 'http://b:9090/w' } ]", out _);
        IReadOnlyList<RemoteWriteTargetOptions> again = Read("[ { url: 'http://b:9090/other' } ]", out _);

        Assert.Equal(["a:9090", "b:9090"], targets.Select(t => t.Name));
        Assert.NotEqual(targets[0].Write.Directory, targets[1].Write.Directory);
        Assert.Equal(targets[1].Write.Directory, again[0].Write.Directory);
    }

    [Theory]
    [InlineData("[ {} ]", "expected the key \"url\"")]
    [InlineData("[ { url: 'a:9090' } ]", "expected an address such as")]
    [InlineData("[ { url: 'http://a' }, { url: 'http://a' } ]", "expected each target's name once, found a second \"a\"")]
    [InlineData("[ { url: 'http://a', send_exemplars: true } ]", "Heed keeps no exemplars")]
    [InlineData("[ { url: 'http://a', protobuf_message: io.prometheus.write.v2.Request } ]", "expected one of prometheus.WriteRequest")]
    [InlineData("[ { url: 'http://a', metadata_config: { send: true } } ]", "without metadata")]
    [InlineData("[ { url: 'http://a', queue_config: { max_shards: 50 } } ]", "one request at a time")]
    [InlineData("[ { url: 'http://a', queue_config: { min_backoff: 10s, max_backoff: 1s } } ]", "min_backoff to be at most max_backoff")]
    [InlineData("[ { url: 'http://a', queue_config: { retry_on_http_429: false } } ]", "always tries again after 429")]
    [InlineData("[ { url: 'http://a', queue_config: { sample_age_limit: 1h } } ]", "bounded by its size")]
    [InlineData("[ { url: 'http://a', queue_config: { max_bytes: 5 } } ]", "expected a whole number from 1048576")]
    [InlineData("[ { url: 'http://a', headers: { Content-Type: x } } ]", "that remote write does not set itself")]
    [InlineData("[ { url: 'http://a', sigv4: { region: x } } ]", "\"sigv4\" is not supported")]
    [InlineData("[ { url: 'http://a', oauth2: { client_id: x, client_secret: y } } ]", "token_url")]
    [InlineData("[ { url: 'http://a', write_relabel_config: [] } ]", "unknown key \"write_relabel_config\"")]
    public void What_is_not_done_is_said(string yaml, string sentence)
    {
        Read(yaml, out Diagnostics diagnostics);
        Assert.Contains(sentence, Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<RemoteWriteTargetOptions> Read(string yaml, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        return RemoteWriteReader.ReadAll(Document.Parse("f", yaml, diagnostics).Root, "/conf", "/data/queues");
    }
}
