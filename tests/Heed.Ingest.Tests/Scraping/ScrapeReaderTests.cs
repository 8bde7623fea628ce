using Heed.Documents;
using Heed.Ingest.Exposition;
using Heed.Ingest.Relabelling;
using Heed.Ingest.Scraping;
using Heed.Model.Labels;

namespace Heed.Ingest.Tests.Scraping;

public sealed class ScrapeReaderTests
{
    [Fact]
    public void Every_key_of_a_job_is_read()
    {
        ScrapeJobOptions job = Assert.Single(Read(
            """
            - job_name: models
              scrape_interval: 15s
              scrape_timeout: 5s
              scrape_protocols: [PrometheusText0.0.4]
              metrics_path: /m
              scheme: https
              params: {module: [a, b]}
              honor_labels: true
              honor_timestamps: false
              track_timestamps_staleness: true
              enable_compression: false
              fallback_scrape_protocol: OpenMetricsText1.0.0
              sample_limit: 1
              label_limit: 2
              label_name_length_limit: 3
              label_value_length_limit: 4
              target_limit: 5
              body_size_limit: 1.5MB
              basic_auth: {username: u, password: p}
              tls_config: {ca_file: ca.pem, server_name: n, insecure_skip_verify: true}
              proxy_url: http://proxy:3128
              follow_redirects: false
              static_configs: [{targets: ['a:1', 'b:2'], labels: {env: x}}]
              file_sd_configs: [{files: ['t/*.json'], refresh_interval: 1m}]
              relabel_configs: [{action: drop, source_labels: [x]}]
              metric_relabel_configs: [{action: keep, source_labels: [y]}]
            """));

        Assert.Equal(("models", "/m", "https"), (job.Name, job.MetricsPath, job.Scheme));
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5)), (job.Interval, job.Timeout));
        Assert.Equal([ExpositionFormat.Text], job.Protocols);
        Assert.Equal(ExpositionFormat.OpenMetrics, job.FallbackProtocol);
        Assert.Equal(["a", "b"], Assert.Single(job.Parameters).Value);
        Assert.True(job is { HonorsLabels: true, HonorsTimestamps: false, TracksTimestampsStaleness: true, AcceptsCompression: false });
        ScrapeLimits limits = new()
        {
            Samples = 1,
            Labels = 2,
            LabelNameLength = 3,
            LabelValueLength = 4,
            Targets = 5,
            BodyBytes = 3 << 19,
        };
        Assert.Equal(limits, job.Limits);
        Assert.Equal(("u", "p", false), (job.Http.Username, job.Http.Password!.Reveal(), job.Http.FollowsRedirects));
        Assert.Equal(("/conf/ca.pem", "n", true), (job.Http.Tls.AuthorityFile, job.Http.Tls.ServerName, job.Http.Tls.AcceptsAnyCertificate));
        Assert.Equal(new Uri("http://proxy:3128"), job.Http.ProxyUrl);
        TargetGroup group = Assert.Single(job.StaticGroups);
        Assert.Equal(["a:1", "b:2"], group.Addresses);
        Assert.Equal(LabelSet.Of(("env", "x")), group.Labels);
        Assert.Equal("/conf/t/*.json", Assert.Single(Assert.Single(job.FileDiscoveries).Patterns));
        Assert.Equal(RelabelAction.Drop, Assert.Single(job.TargetRelabelling).Action);
        Assert.Equal(RelabelAction.Keep, Assert.Single(job.MetricRelabelling).Action);
    }

    [Fact]
    public void Global_defaults_hold_where_a_job_says_nothing()
    {
        IReadOnlyList<ScrapeJobOptions> jobs = Read(
            """
            global: {scrape_interval: 20s, sample_limit: 7}
            scrape_configs:
              - job_name: a
              - {job_name: b, scrape_interval: 5s, sample_limit: 0}
            """);

        Assert.Equal([TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)], jobs.Select(j => j.Interval));
        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)], jobs.Select(j => j.Timeout));
        Assert.Equal([7L, 0L], jobs.Select(j => j.Limits.Samples));
    }

    [Theory]
    [InlineData("- {job_name: a, shceme: http}", "1:17", "did you mean \"scheme\"?")]
    [InlineData("- {scheme: http}", "1:3", "\"job_name\"")]
    [InlineData("- {job_name: a, scrape_interval: 1}", "1:34", "expected a duration")]
    [InlineData("- {job_name: a, scrape_interval: 5s, scrape_timeout: 6s}", "1:54", "to 5s")]
    [InlineData("- {job_name: a, scheme: htp}", "1:25", "did you mean \"http\"?")]
    [InlineData("- {job_name: a, body_size_limit: 9GB}", "1:34", "at most 256MB")]
    [InlineData("- {job_name: a, kubernetes_sd_configs: [{role: pod}]}", "1:40", "let a program write what it discovers to a file")]
    [InlineData("- {job_name: a, scrape_native_histograms: true}", "1:43", "is not supported")]
    [InlineData("- {job_name: a, static_configs: [{targets: ['http://x:1/m']}]}", "1:45", "without scheme and path")]
    [InlineData("- {job_name: a, static_configs: [{target: [x]}]}", "1:35", "did you mean \"targets\"?")]
    [InlineData("- {job_name: a, file_sd_configs: [{files: [x.txt]}]}", "1:44", ".json, .yml or .yaml")]
    [InlineData("- {job_name: a, file_sd_configs: [{files: ['*/x.yml']}]}", "1:44", "at most one *")]
    [InlineData("- {job_name: a}\n- {job_name: a}", "2:3", "twice")]
    [InlineData("- {job_name: a, basic_auth: {username: u}, bearer_token: t}", "1:3", "found several")]
    [InlineData("- {job_name: a, oauth2: {client_id: x, client_secret: y}}", "1:25", "token_url")]
    public void A_mistake_is_reported_at_its_place(string yaml, string place, string words)
    {
        Diagnostics diagnostics = new();

        ScrapeReader.Read(Document.Parse("f", yaml, diagnostics).Root, "/conf");

        string message = Assert.Single(diagnostics.All).ToString();
        Assert.StartsWith($"f:{place}: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_is_not_answered_with_keys_that_are_not_supported()
    {
        Diagnostics diagnostics = new();

        ScrapeReader.Read(Document.Parse("f", "- {job_name: a, zzz: 1}", diagnostics).Root, "/conf");

        Assert.DoesNotContain("kubernetes", Assert.Single(diagnostics.All).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ScrapeJobOptions> Read(string yaml)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<ScrapeJobOptions> jobs = ScrapeReader.Read(Document.Parse("f", yaml, diagnostics).Root, "/conf");
        Assert.Empty(diagnostics.All);
        return jobs;
    }
}
