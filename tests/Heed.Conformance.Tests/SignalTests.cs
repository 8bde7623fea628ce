using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Conformance.Tests;

/// <summary>
/// Labelled streams of model traffic through the program with its default alerts, judged by the streams' own scorer. Figures every five
/// minutes keep it short; bench/signal.sh has all streams.
/// </summary>
public sealed class SignalTests : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Incidents_are_told_in_time_with_their_cause_and_nothing_else_is_no_less_than_the_floor()
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the labelled streams are not beside the checkout");
        foreach (string scenario in (string[])["unit_change", "outage", "quiet_seasonal"])
        {
            await PythonAsync("generate.py", "--seed", "1", "--scenario", scenario, "--out", _folder.File("streams"));
            await ReplayAsync(scenario);
        }

        string answer = await PythonAsync("score.py", "--truth", _folder.File("streams"), "--notifications", _folder.File("notices"), "--json");
        using JsonDocument score = JsonDocument.Parse(answer);
        JsonElement summary = score.RootElement.GetProperty("summary");
        int right = (int)Math.Round(summary.GetProperty("recall_with_right_attribution").GetDouble() * summary.GetProperty("incidents").GetInt32());
        Assert.Equal(Floor("told in time with the cause"), right);
        Assert.Equal(0, summary.GetProperty("false_interruptions").GetInt32());
        Assert.Equal(1, summary.GetProperty("interruptions_per_noticed_incident").GetDouble());
    }

    private async Task ReplayAsync(string scenario)
    {
        string stream = Path.Combine(_folder.File("streams"), scenario);
        string config = Path.Combine(stream, "heed.yml");
        File.AppendAllText(config, "global: { sample_interval: 5m, evaluation_interval: 5m, lookback_delta: 1h }\n");
        Directory.CreateDirectory(_folder.File("notices"));
        (int exitCode, _, string errors) = await HeedProcess.RunAsync(
            "replay", config, "--events", Path.Combine(stream, "events.ndjson.gz"), "--notifications", _folder.File($"notices/{scenario}.ndjson"));
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>What one of the streams' own programs prints.</summary>
    private static async Task<string> PythonAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(Interpreter, [Path.Combine(RepositoryFiles.Shared!, "signal", program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}; it needs apt-get install python3-numpy");
        return await output;
    }

    private static int Floor(string figure)
    {
        string line = File.ReadLines(RepositoryFiles.Path("tests", "Heed.Conformance.Tests", "floor.tsv")).Single(l => l.StartsWith($"signal\t{figure}\t", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }
}
