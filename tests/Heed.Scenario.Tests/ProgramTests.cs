using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>The program's own words and exit codes.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_prints_what_was_inferred()
    {
        (int exitCode, string output, _) = await HeedProcess.RunAsync("check", CreditModel.Write(_folder));
        Assert.Equal(0, exitCode);
        Assert.Contains("model credit: classification into approve, deny", output, StringComparison.Ordinal);
        Assert.Contains("income: number, 0 to 10", output, StringComparison.Ordinal);
        Assert.Contains("region: category, south 67 %, north 33 %", output, StringComparison.Ordinal);
        Assert.EndsWith("no errors\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("objectives:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_every_objective()
    {
        CreditModel.Write(_folder);
        string config = _folder.Write("heed.yml", """
            models:
              - name: credit
                baseline: baseline.ndjson
                slo: { availability: 99.95%, accuracy: { bound: 85%, window: month, page: false } }
            """);
        (int exitCode, string output, _) = await HeedProcess.RunAsync("check", config);
        Assert.Equal(0, exitCode);
        Assert.Contains("objectives: 2\n  credit availability: 99.95 % of events over 30d; pages and makes tickets\n", output, StringComparison.Ordinal);
        Assert.Contains("  credit accuracy: 99 % of time over 30d of the calendar; makes tickets\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_every_error_of_every_file_with_its_place()
    {
        _folder.Write("rules.yml", """
            groups:
              - name: a
                rules:
                  - alert: X
                    expr: mean(ml_requests_total) > 1
            """);
        _folder.Write("alertmanager.yml", "route: { reciever: ops }\nreceivers: []\n");
        string config = CreditModel.Write(_folder, "rules: [rules.yml]\nalertmanager: alertmanager.yml\n");
        (int exitCode, _, string errors) = await HeedProcess.RunAsync("check", config);
        Assert.Equal(1, exitCode);
        Assert.Matches(@"rules\.yml:5:15: .*mean.*""avg""", errors);
        Assert.Matches(@"alertmanager\.yml:1:10: .*reciever.*""receiver""", errors);

        File.AppendAllText(config, "storge: { retention: 3d }\n");
        (exitCode, _, errors) = await HeedProcess.RunAsync("check", config);
        Assert.Equal(1, exitCode);
        Assert.Matches(@"heed\.yml:4:1: .*storge.*""storage""", errors);
    }

    [Fact]
    public async Task Check_knows_the_features_of_the_baseline()
    {
        CreditModel.Write(_folder);
        string config = _folder.Write("heed.yml", "models:\n  - name: credit\n    baseline: baseline.ndjson\n    features: { incme: { min: 0 } }\n");
        (int exitCode, _, string errors) = await HeedProcess.RunAsync("check", config);
        Assert.Equal(1, exitCode);
        Assert.Matches(@"heed\.yml:4:24: .*no feature ""incme"".*""income""", errors);
    }

    [Fact]
    public async Task A_second_process_is_kept_out_of_the_data_directory()
    {
        string config = CreditModel.Write(_folder);
        await using HeedProcess first = await HeedProcess.StartAsync("serve", config, "--port", "0", "--data", _folder.File("data"));
        (int exitCode, _, string errors) = await HeedProcess.RunAsync("serve", config, "--port", "0", "--data", _folder.File("data"));
        Assert.Equal(1, exitCode);
        Assert.Contains("another heed uses", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_stops_and_has_nothing_to_catch_up_on()
    {
        string config = CreditModel.Write(_folder);
        await using (HeedProcess first = await HeedProcess.StartAsync("serve", config, "--port", "0", "--data", _folder.File("data")))
        {
            using StringContent events = new(CreditModel.Predictions(50));
            using HttpResponseMessage response = await first.Client.PostAsync("v1/events", events);
            Assert.True(response.IsSuccessStatusCode);
            Assert.Equal(0, await first.StopAsync());
        }

        await using HeedProcess second = await HeedProcess.StartAsync("serve", config, "--port", "0", "--data", _folder.File("data"));
        Assert.Contains("Recovered 0 events after journal entry 1", second.Output, StringComparison.Ordinal);
        Assert.Contains("\"requests_total\":50", await second.Client.GetStringAsync("v1/models/credit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("replay", "heed.yml")]
    public async Task A_wrong_command_line_ends_with_two(params string[] arguments)
    {
        (int exitCode, _, string errors) = await HeedProcess.RunAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains("heed: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_writes_notices_as_lines_and_refusals_with_their_place()
    {
        string config = CreditModel.Write(_folder);
        string events = _folder.Write("events.ndjson", "{\"type\":\"prediction\",\"model\":\"credti\",\"time\":\"2026-03-01T00:00:00Z\",\"prediction\":\"deny\"}\n" + CreditModel.Predictions(3));
        (int exitCode, string output, string errors) = await HeedProcess.RunAsync("replay", config, "--events", events, "--notifications", _folder.File("out.ndjson"));
        Assert.Equal(0, exitCode);
        Assert.Contains("events.ndjson:1: ", errors, StringComparison.Ordinal);
        Assert.Contains("3 events, 1 refused", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("out.ndjson")));
    }
}
