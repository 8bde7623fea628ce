using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using Heed.Ingest.Scraping;
using Heed.Testing;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>A real node_exporter is scraped.</summary>
public sealed class NodeExporterTests
{
    private const string Program = "/usr/bin/prometheus-node-exporter";

    [Theory]
    [InlineData("OpenMetricsText1.0.0")]
    [InlineData("PrometheusText0.0.4")]
    public async Task A_real_exporter_is_scraped_twice_and_keeps_its_series(string protocol)
    {
        Assert.SkipUnless(File.Exists(Program), "node_exporter is not installed");
        string address = FreeAddress();
        using Process process = Process.Start(new ProcessStartInfo(Program, [$"--web.listen-address={address}", "--log.level=error"]))!;
        try
        {
            using HttpClient client = new();
            await Eventually.TrueAsync(() => AnswersAsync(client, address));
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
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string address)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://{address}/metrics"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreeAddress()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
