using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

using Heed.Alerting.Configuration;
using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Alerting.Tests.Routing;

/// <summary>The routes of random label sets through random trees, asked of amtool, of a running Alertmanager and of Heed.</summary>
public sealed class AmtoolRoutingTests
{
    private const string Amtool = "/usr/bin/amtool";
    private const int LabelSetsPerTree = 500;

    /// <summary>Amtool is a process a label set, so that the default is a slice of the ten thousand below.</summary>
    [Fact]
    public Task A_thousand_random_label_sets_are_routed_as_amtool_routes_them() => CompareWithAmtoolAsync(trees: 2);

    /// <summary>About three minutes on one core: 12 ms a process.</summary>
    [Fact(Explicit = true)]
    public Task Ten_thousand_random_label_sets_are_routed_as_amtool_routes_them() => CompareWithAmtoolAsync(trees: 20);

    /// <summary>Alertmanager lists with every alert the receivers that its routes lead to.</summary>
    [Fact]
    public async Task Ten_thousand_random_alerts_go_where_a_running_Alertmanager_says()
    {
        using TemporaryFolder folder = new();
        List<string> differences = [];
        int asked = 0;
        for (int seed = 100; seed < 120; seed++)
        {
            RandomTree tree = new(seed);
            string text = tree.Configuration();
            string file = folder.Write($"tree{seed}.yml", text);
            await using PeerProcess alertmanager = await PeerProcess.StartAsync("prometheus-alertmanager", "prometheus-alertmanager", "-/ready", port =>
                [$"--config.file={file}", $"--storage.path={folder.File($"data{seed}")}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]);
            AlertmanagerConfiguration configuration = TestConfiguration.Parse(text);
            List<(string Name, string Value)>[] sets =
                [.. Enumerable.Range(0, LabelSetsPerTree).Select(i => (List<(string, string)>)[.. tree.Labels(), ("number", i.ToString(CultureInfo.InvariantCulture))])];
            string[] answers = await AskAsync(alertmanager, sets);
            for (int i = 0; i < sets.Length; i++) Compare(configuration, sets[i], answers[i], seed, differences);
            asked += sets.Length;
        }

        Assert.Empty(differences);
        Assert.Equal(10_000, asked);
    }

    private static void Compare(
        AlertmanagerConfiguration configuration, List<(string, string)> labels, string answer, int seed, List<string> differences)
    {
        string own = Receivers(configuration, labels);
        if (own != answer) differences.Add($"tree {seed}, {LabelSet.Of([.. labels])}: amtool says {answer}, Heed says {own}");
    }

    private static string Receivers(AlertmanagerConfiguration configuration, List<(string, string)> labels) =>
        string.Join(',', configuration.Root.Match(LabelSet.Of([.. labels])).Select(r => r.Settings.Receiver));

    private static async Task CompareWithAmtoolAsync(int trees)
    {
        Assert.True(File.Exists(Amtool), "expected amtool; install it with: apt-get install prometheus-alertmanager");
        using TemporaryFolder folder = new();
        List<string> differences = [];
        int asked = 0;
        for (int seed = 0; seed < trees; seed++)
        {
            RandomTree tree = new(seed);
            string text = tree.Configuration();
            string file = folder.Write($"tree{seed}.yml", text);
            AlertmanagerConfiguration configuration = TestConfiguration.Parse(text);
            List<(string, string)>[] sets = [.. Enumerable.Range(0, LabelSetsPerTree).Select(_ => tree.Labels())];
            string[][] answers = await Task.WhenAll(sets.Chunk(LabelSetsPerTree / 2).Select((half, part) => AskAsync(folder, file, part, half)));
            string[] all = [.. answers.SelectMany(a => a)];
            for (int i = 0; i < sets.Length; i++) Compare(configuration, sets[i], all[i], seed, differences);
            asked += sets.Length;
        }

        Assert.Empty(differences);
        Assert.Equal(trees * LabelSetsPerTree, asked);
    }

    /// <summary>One shell calls amtool for all of them: its processes cost less than a runtime's.</summary>
    private static async Task<string[]> AskAsync(TemporaryFolder folder, string file, int part, IReadOnlyList<List<(string Name, string Value)>> sets)
    {
        IEnumerable<string> calls = sets.Select(labels =>
            $"{Amtool} config routes test --config.file={file} {string.Join(' ', labels.Select(l => $"'{l.Name}={l.Value}'"))} 2>/dev/null || echo \"error $?\"");
        string script = folder.Write($"{Path.GetFileNameWithoutExtension(file)}-{part}.sh", string.Join('\n', calls) + "\n");
        ProcessStartInfo start = new("/bin/sh", [script]) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("the shell did not start");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string[] answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(answers.Length == sets.Count, $"expected {sets.Count} answers of amtool, found {answers.Length}: {output}");
        return answers;
    }

    private static async Task<string[]> AskAsync(PeerProcess alertmanager, List<(string Name, string Value)>[] sets)
    {
        object[] alerts = [.. sets.Select(labels => new { labels = labels.ToDictionary(l => l.Name, l => l.Value) })];
        using HttpResponseMessage posted = await alertmanager.Client.PostAsJsonAsync("api/v2/alerts", alerts);
        posted.EnsureSuccessStatusCode();
        JsonArray listed = (await alertmanager.Client.GetFromJsonAsync<JsonNode>("api/v2/alerts"))!.AsArray();
        Assert.Equal(sets.Length, listed.Count);
        string[] answers = new string[sets.Length];
        foreach (JsonNode? alert in listed)
        {
            int number = int.Parse((string)alert!["labels"]!["number"]!, CultureInfo.InvariantCulture);
            answers[number] = string.Join(',', alert["receivers"]!.AsArray().Select(r => (string?)r!["name"]));
        }

        return answers;
    }
}
