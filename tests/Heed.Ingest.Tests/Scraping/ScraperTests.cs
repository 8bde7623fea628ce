using Heed.Ingest.Scraping;
using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>Stories of scrapes against a real server on the loopback interface, on a manual clock.</summary>
public sealed class ScraperTests : IAsyncLifetime
{
    private const string Labels = "instance=\"i\", job=\"j\"";

    private ExposingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ExposingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_scrape_gives_the_targets_series_and_five_of_its_own()
    {
        await using ScrapeStory story = ScrapeStory.Of(_server);
        _server.Body = "# TYPE a counter\na{x=\"1\"} 3\na{x=\"2\"} 4\nb 5\n";

        await story.StepAsync();
        await story.StepAsync();

        Assert.Equal([$"a{{{Labels}, x=\"1\"}} 3 3", $"a{{{Labels}, x=\"2\"}} 4 4"], story.Read("a"));
        Assert.Equal([$"up{{{Labels}}} 1 1"], story.Read("up"));
        Assert.Equal([$"scrape_samples_scraped{{{Labels}}} 3 3"], story.Read("scrape_samples_scraped"));
        Assert.Equal([$"scrape_samples_post_metric_relabeling{{{Labels}}} 3 3"], story.Read("scrape_samples_post_metric_relabeling"));
        Assert.Equal([$"scrape_series_added{{{Labels}}} 3 0"], story.Read("scrape_series_added"));
        Assert.Equal([$"scrape_duration_seconds{{{Labels}}} 0 0"], story.Read("scrape_duration_seconds"));
        Assert.Equal(new ScrapeCounters(2, 0, 0, 0, 0, 16, 0), story.Scraper.Counters);
    }

    [Fact]
    public async Task A_series_that_disappears_ends_with_a_stale_marker_and_may_come_back()
    {
        await using ScrapeStory story = ScrapeStory.Of(_server);
        foreach (string body in (string[])["a 1\nb 1\n", "b 2\n", "b 3\n", "n 1\na 4\nb 4\n"])
        {
            _server.Body = body;
            await story.StepAsync();
        }

        Assert.Equal([$"a{{{Labels}}} 1 stale 4"], story.Read("a"));
        Assert.Equal([$"b{{{Labels}}} 1 2 3 4"], story.Read("b"));
        Assert.Equal([$"scrape_series_added{{{Labels}}} 2 0 0 2"], story.Read("scrape_series_added"));
    }

    [Theory]
    [InlineData(503, "text/plain", "a 1\n", "server returned HTTP status 503 Service Unavailable")]
    [InlineData(200, "text/html", "a 1\n", "expected a Content-Type of Prometheus text or OpenMetrics, found \"text/html\"")]
    [InlineData(200, "text/plain", "a 1\nb }\n", "line 2")]
    [InlineData(200, "application/openmetrics-text", "a 1\n", "# EOF")]
    public async Task A_failure_ends_every_series_and_is_told(int status, string contentType, string body, string error)
    {
        await using ScrapeStory story = ScrapeStory.Of(_server);
        _server.Body = "a 1\n";
        await story.StepAsync();
        (_server.Status, _server.ContentType, _server.Body) = (status, contentType, body);
        await story.StepAsync();
        TargetStatus failed = Assert.Single(story.Scraper.Report().Active);
        (_server.Status, _server.ContentType, _server.Body) = (200, "text/plain", "a 3\n");
        await story.StepAsync();

        Assert.Equal([$"a{{{Labels}}} 1 stale 3"], story.Read("a"));
        Assert.Equal([$"up{{{Labels}}} 1 0 1"], story.Read("up"));
        Assert.Equal(TargetHealth.Down, failed.Health);
        Assert.Contains(error, failed.LastError, StringComparison.Ordinal);
        TargetStatus well = Assert.Single(story.Scraper.Report().Active);
        Assert.Equal((TargetHealth.Up, ""), (well.Health, well.LastError));
        Assert.Equal(1, story.Scraper.Counters.FailedScrapes);
    }

    [Theory]
    [InlineData("sample_limit: 2", "sample_limit exceeded", 3, 3)]
    [InlineData("label_limit: 3", "label_limit exceeded", 3, 2)]
    [InlineData("label_name_length_limit: 8", "label_name_length_limit exceeded", 3, 2)]
    [InlineData("label_value_length_limit: 5", "label_value_length_limit exceeded", 3, 2)]
    [InlineData("body_size_limit: 30B", "body size limit exceeded", 0, 0)]
    [InlineData("target_limit: 1", "target_limit exceeded", 0, 0)]
    public async Task A_limit_fails_the_scrape_and_the_report_says_how_many_samples_there_were(string limit, string error, int scraped, int kept)
    {
        string more = limit.StartsWith("target", StringComparison.Ordinal) ? $"file_sd_configs: []\n  {limit}" : limit;
        await using ScrapeStory story = limit.StartsWith("target", StringComparison.Ordinal)
            ? new ScrapeStory($"- {{job_name: j, {limit}, static_configs: [{{targets: ['{_server.Address}', 'localhost:1'], labels: {{instance: i}}}}]}}")
            : ScrapeStory.Of(_server, more);
        _server.Body = "short 1\nb{name_is_long=\"value is long\"} 2\nc 3\n";

        await story.StepAsync();

        TargetStatus target = story.Scraper.Report().Active.First(t => t.Health != TargetHealth.Unknown);
        Assert.Contains(error, target.LastError, StringComparison.Ordinal);
        Assert.Empty(story.Read("short"));
        Assert.Equal([$"scrape_samples_scraped{{{Labels}}} {scraped}"], story.Read("scrape_samples_scraped"));
        Assert.Equal([$"scrape_samples_post_metric_relabeling{{{Labels}}} {kept}"], story.Read("scrape_samples_post_metric_relabeling"));
    }

    [Fact]
    public async Task A_label_that_both_have_is_exported_or_honoured()
    {
        _server.Body = "a{job=\"mine\",exported_job=\"other\",instance=\"x\"} 1\nb 1\n";
        await using ScrapeStory exported = ScrapeStory.Of(_server);
        await exported.StepAsync();
        await using ScrapeStory honoured = ScrapeStory.Of(_server, "honor_labels: true");
        await honoured.StepAsync();

        Assert.Equal(
            ["a{exported_exported_job=\"mine\", exported_instance=\"x\", exported_job=\"other\", instance=\"i\", job=\"j\"} 1"], exported.Read("a"));
        Assert.Equal(["a{exported_job=\"other\", instance=\"x\", job=\"mine\"} 1"], honoured.Read("a"));
        Assert.Equal(["b{instance=\"i\", job=\"j\"} 1"], honoured.Read("b"));
    }

    [Fact]
    public async Task Times_of_the_target_are_honoured_or_not_and_such_series_end_by_themselves()
    {
        long ownMs = ScrapeStory.Start.ToUnixTimeMilliseconds() - 5000;
        await using ScrapeStory honoured = ScrapeStory.Of(_server);
        await using ScrapeStory ignored = ScrapeStory.Of(_server, "honor_timestamps: false");
        foreach (ScrapeStory story in (ScrapeStory[])[honoured, ignored])
        {
            _server.Body = $"a 1 {ownMs}\nfuture 1 {ownMs + 3_600_000}\n";
            await story.StepAsync();
            _server.Body = "b 1\n";
            await story.StepAsync();
        }

        Assert.Equal([$"a{{{Labels}}} 1"], honoured.Read("a"));
        Assert.Empty(honoured.Read("future"));
        Assert.Equal(1, honoured.Scraper.Counters.RejectedSamples);
        Assert.Equal([$"a{{{Labels}}} 1 stale"], ignored.Read("a"));
        Assert.Equal([$"future{{{Labels}}} 1 stale"], ignored.Read("future"));
    }

    [Fact]
    public async Task Metric_relabelling_drops_and_renames()
    {
        await using ScrapeStory story = ScrapeStory.Of(
            _server, "metric_relabel_configs: [{source_labels: [__name__], regex: 'go_.*', action: drop}, {regex: x, action: labeldrop}]");
        _server.Body = "go_a 1\nkept{x=\"1\"} 2\n";

        await story.StepAsync();
        await story.StepAsync();

        Assert.Empty(story.Read("go_a"));
        Assert.Equal([$"kept{{{Labels}}} 2 2"], story.Read("kept"));
        Assert.Equal([$"scrape_samples_post_metric_relabeling{{{Labels}}} 1 1"], story.Read("scrape_samples_post_metric_relabeling"));
        Assert.Equal([$"scrape_series_added{{{Labels}}} 1 0"], story.Read("scrape_series_added"));
    }

    [Fact]
    public async Task A_target_that_does_not_answer_in_time_is_down_and_no_second_scrape_begins_meanwhile()
    {
        await using ScrapeStory story = new(
            $"- {{job_name: j, scrape_interval: 10s, scrape_timeout: 10s, static_configs: [{{targets: ['{_server.Address}'], labels: {{instance: i}}}}]}}");
        _server.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        story.Begin();
        story.Scraper.Run(story.Scraper.NextDueMs);
        Assert.Equal(1, story.Scraper.Counters.SkippedBusy);

        await Eventually.TrueAsync(() => Task.FromResult(_server.HasBeenAsked));
        story.Clock.Advance(TimeSpan.FromSeconds(10));
        await story.TakeAsync();

        Assert.Equal("no answer within 10s", Assert.Single(story.Scraper.Report().Active).LastError);
        Assert.Equal([$"up{{{Labels}}} 0"], story.Read("up"));
        Assert.Equal([$"scrape_duration_seconds{{{Labels}}} 10"], story.Read("scrape_duration_seconds"));
    }

    [Fact]
    public async Task An_owner_that_comes_an_interval_late_begins_no_burst()
    {
        await using ScrapeStory story = ScrapeStory.Of(_server);
        story.Clock.Advance(TimeSpan.FromMinutes(1));

        while (story.Scraper.NextDueMs <= story.NowMs) story.Scraper.Run(story.Scraper.NextDueMs);
        await story.TakeAsync();

        Assert.Equal((1, 5), (story.Scraper.Counters.Scrapes, story.Scraper.Counters.SkippedLate));
    }

    [Fact]
    public async Task Requests_carry_what_the_job_says()
    {
        await using ScrapeStory story = ScrapeStory.Of(
            _server,
            "params: {m: ['a b', c], n: [x]}\n  metrics_path: /p\n  basic_auth: {username: u, password: p}\n"
            + "  relabel_configs: [{target_label: __param_m, replacement: q}, {target_label: __param_z, replacement: w}]\n"
            + "  http_headers: {X-Key: {secrets: [s]}}");
        _server.Compresses = true;
        _server.Body = "a 1\n";

        await story.StepAsync();

        Assert.Equal("/p?m=q&m=c&n=x&z=w", _server.LastRequest["path"]);
        Assert.Equal("Basic dTpw", _server.LastRequest["Authorization"]);
        Assert.Equal("s", _server.LastRequest["X-Key"]);
        Assert.Equal("gzip", _server.LastRequest["Accept-Encoding"]);
        Assert.Equal("4", _server.LastRequest["X-Prometheus-Scrape-Timeout-Seconds"]);
        Assert.StartsWith("application/openmetrics-text;version=1.0.0", _server.LastRequest["Accept"], StringComparison.Ordinal);
        Assert.Equal([$"a{{{Labels}}} 1"], story.Read("a"));
    }

    [Fact]
    public async Task A_compressed_body_is_bounded_by_what_comes_out_of_it()
    {
        await using ScrapeStory story = ScrapeStory.Of(_server, "body_size_limit: 1MB");
        _server.Compresses = true;
        _server.Body = "a 1\n" + new string('\n', 2 << 20);

        await story.StepAsync();

        Assert.Contains("body size limit exceeded", Assert.Single(story.Scraper.Report().Active).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relabelled_targets_are_scraped_or_listed_as_dropped()
    {
        await using ScrapeStory story = new(
            """
            - job_name: j
              static_configs: [{targets: ['a:1', 'b:1', 'c:1', 'c:1']}, {targets: ['d:1'], labels: {__scrape_interval__: x}}]
              relabel_configs:
                - {source_labels: [__address__], regex: 'a:.*', action: drop}
                - {source_labels: [__address__], regex: '(b):.*', target_label: instance}
            """);

        ScrapeReport report = story.Scraper.Report();

        Assert.Equal(["{instance=\"b\", job=\"j\"}", "{instance=\"c:1\", job=\"j\"}"], report.Active.Select(t => t.Labels.ToString()));
        Assert.Equal("http://b:1/metrics", report.Active[0].ScrapeUrl.AbsoluteUri);
        Assert.Equal("b:1", report.Active[0].DiscoveredLabels.Get("__address__"));
        Assert.Equal(2, report.DroppedTargets["j"]);
        Assert.Equal(["relabel_configs[0]", "expected a duration in __scrape_interval__, found \"x\""], report.Dropped.Select(d => d.Reason));
    }

    [Fact]
    public async Task Targets_of_one_job_are_spread_over_the_interval_and_keep_their_place()
    {
        string targets = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"'h{i}:1'"));
        string yaml = $"- {{job_name: j, scrape_interval: 10s, static_configs: [{{targets: [{targets}]}}]}}";
        await using ScrapeStory first = new(yaml);
        await using ScrapeStory second = new(yaml);

        Assert.Equal(first.Scraper.NextDueMs, second.Scraper.NextDueMs);
        int[] seconds = new int[10];
        ScrapeTarget[] built = [.. first.Scraper.Report().Active.Select(
            t => new ScrapeTarget(t.DiscoveredLabels, t.Labels, t.ScrapeUrl, 10_000, t.Timeout))];
        foreach (ScrapeTarget target in built) seconds[target.OffsetMs / 1000]++;
        Assert.All(seconds, count => Assert.InRange(count, 1, 25));
        Assert.All(built, t => Assert.Equal(t.DueFrom(first.NowMs) + 10_000, t.DueFrom(t.DueFrom(first.NowMs) + 1)));
    }

    [Fact]
    public async Task Targets_of_files_come_and_go_with_the_files()
    {
        using TemporaryFolder folder = new();
        folder.Write("t.json", $"[\n\t{{\"targets\": [\"{_server.Address}\"], \"labels\": {{\"instance\": \"i\"}}}}\n]");
        await using ScrapeStory story = new(
            "- {job_name: j, scrape_interval: 4s, scrape_timeout: 4s, file_sd_configs: [{files: ['*.json', '*.yml']}]}", folder.Path);
        _server.Body = "a 1\n";

        await story.StepAsync();
        TargetStatus target = Assert.Single(story.Scraper.Report().Active);
        Assert.Equal(folder.File("t.json"), target.DiscoveredLabels.Get("__meta_filepath"));
        await story.StepAsync();
        folder.Write("t.json", "[{\"targets\": oops");
        await UntilAsync(story, report => report.DiscoveryErrors.Count > 0);
        Assert.Contains("t.json:1:", Assert.Single(story.Scraper.Report().DiscoveryErrors), StringComparison.Ordinal);
        Assert.Single(story.Scraper.Report().Active);
        folder.Write("t.json", "[]");
        folder.Write("u.yml", "- targets: ['other:1']\n");
        await UntilAsync(story, report => report.Active.Any(t => t.Labels.Get("instance") == "other:1"));

        Assert.EndsWith(" 1 stale", Assert.Single(story.Read("a")), StringComparison.Ordinal);
        Assert.EndsWith(" 1 stale", Assert.Single(story.Read("up"), s => s.Contains("\"i\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(story.Scraper.Report().DiscoveryErrors);
    }

    [Fact]
    public async Task A_target_that_goes_while_it_is_scraped_ends_behind_that_scrape()
    {
        using TemporaryFolder folder = new();
        folder.Write("t.yml", $"- {{targets: ['{_server.Address}'], labels: {{instance: i}}}}");
        await using ScrapeStory story = new("- {job_name: j, scrape_interval: 1d, file_sd_configs: [{files: ['t.yml']}]}", folder.Path);
        _server.Body = "a 1\n";
        await story.StepAsync();
        _server.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TargetStatus target = Assert.Single(story.Scraper.Report().Active);
        long scrapeMs = new ScrapeTarget(LabelSet.Empty, target.Labels, target.ScrapeUrl, 86_400_000, default).DueFrom(story.NowMs);
        story.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(scrapeMs));
        while (story.Scraper.NextDueMs < scrapeMs) story.Scraper.Run(story.Scraper.NextDueMs);
        story.Scraper.Run(scrapeMs);
        folder.Write("t.yml", "[]");
        await UntilAsync(story, report => report.Active.Count == 0);
        Assert.Empty(story.Read("a"));
        _server.Gate.SetResult();
        await story.TakeAsync();

        Assert.Equal([$"a{{{Labels}}} 1 stale"], story.Read("a"));
        Assert.Equal([$"up{{{Labels}}} 1 stale"], story.Read("up"));
    }

    private static async Task UntilAsync(ScrapeStory story, Func<ScrapeReport, bool> condition)
    {
        for (int i = 0; i < 50 && !condition(story.Scraper.Report()); i++) await story.StepAsync();
        Assert.True(condition(story.Scraper.Report()));
    }
}
