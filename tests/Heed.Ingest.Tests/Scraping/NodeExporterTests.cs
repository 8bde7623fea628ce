using System.Globalization;

using Heed.Ingest.Scraping;
using Heed.Testing;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>A real node_exporter is scraped.</summary>
public sealed class NodeExporterTests
{
    private const string Program = "prometheus-node-exporter";

    [Theory]
    [InlineData("OpenMetricsText1.0.0")]
    [InlineData("PrometheusText0.0.4")]
    public async Task A_real_exporter_is_scraped_twice_and_keeps_its_series(string protocol)
    {
        await using PeerProcess exporter = await PeerProcess.StartAsync(Program, Program, "metrics", port =>
            [string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error"]);
        string address = exporter.Address.Authority;
        await using ScrapeStory story = new($"- {{job_name: node, scrape_protocols: [{protocol}], static_configs: [{{targets: ['{address}']}}]}}");

        await story.StepAsync();
        await story.StepAsync();

        TargetStatus target = Assert.Single(story.Scraper.Report().Active);
        Assert.Equal(("", TargetHealth.Up), (target.LastError, target.Health));
        Assert.InRange(target.SamplesScraped, 100, 100_000);
        Assert.EndsWith(" 1 1", Assert.Single(story.Read("up")), StringComparison.Ordinal);
        Assert.Contains("version=", Assert.Single(story.Read("node_exporter_build_info")), StringComparison.Ordinal);
        Assert.Equal(0, story.Scraper.Counters.RejectedSamples);
    }
}
