using System.Diagnostics;

using Heed.Alerting.Configuration;
using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Alerting.Tests.Routing;

/// <summary>The routes of random label sets through random trees, asked of amtool and of Heed.</summary>
public sealed class AmtoolRoutingTests
{
    private const string Amtool = "/usr/bin/amtool";
    private const int Trees = 20;
    private const int LabelSetsPerTree = 100;
    private const int AtOnce = 4;

    [Fact]
    public async Task Two_thousand_random_label_sets_are_routed_as_amtool_routes_them()
    {
        Assert.True(File.Exists(Amtool), "expected amtool; install it with: apt-get install prometheus-alertmanager");
        string folder = Directory.CreateTempSubdirectory("heed-routes").FullName;
        List<string> differences = [];
        int asked = 0;
        for (int seed = 0; seed < Trees; seed++)
        {
            RandomTree tree = new(seed);
            string text = tree.Configuration();
            string file = Path.Combine(folder, $"tree{seed}.yml");
            await File.WriteAllTextAsync(file, text);
            AlertmanagerConfiguration configuration = TestConfiguration.Parse(text);
            List<(string, string)>[] sets = [.. Enumerable.Range(0, LabelSetsPerTree).Select(_ => tree.Labels())];
            foreach (List<(string, string)>[] chunk in sets.Chunk(AtOnce))
            {
                string[] answers = await Task.WhenAll(chunk.Select(labels => AskAsync(file, labels)));
                for (int i = 0; i < chunk.Length; i++) Compare(configuration, chunk[i], answers[i], seed, differences);
                asked += chunk.Length;
            }
        }

        Directory.Delete(folder, recursive: true);
        Assert.Empty(differences);
        Assert.Equal(Trees * LabelSetsPerTree, asked);
    }

    [Theory]
    [InlineData("conf.routing.yml", "test=1", "test1")]
    [InlineData("conf.routing.yml", "test=2", "test1,test2")]
    [InlineData("conf.routing.yml", "test=3", "default")]
    [InlineData("conf.routing-reverted.yml", "test=2", "test2,test1")]
    public void Published_trees_lead_where_they_should(string name, string label, string expected)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data are not beside the checkout");
        string text = File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, "conformance", "alertmanager", "cli", "testdata", name));
        string[] pair = label.Split('=');

        Assert.Equal(expected, Receivers(TestConfiguration.Parse(text), [(pair[0], pair[1])]));
    }

    private static void Compare(
        AlertmanagerConfiguration configuration, List<(string, string)> labels, string answer, int seed, List<string> differences)
    {
        string own = Receivers(configuration, labels);
        if (own != answer) differences.Add($"tree {seed}, {LabelSet.Of([.. labels])}: amtool says {answer}, Heed says {own}");
    }

    private static string Receivers(AlertmanagerConfiguration configuration, List<(string, string)> labels) =>
        string.Join(',', configuration.Root.Match(LabelSet.Of([.. labels])).Select(r => r.Settings.Receiver));

    private static async Task<string> AskAsync(string file, List<(string Name, string Value)> labels)
    {
        ProcessStartInfo start = new(Amtool, ["config", "routes", "test", "--config.file=" + file, .. labels.Select(l => $"{l.Name}={l.Value}")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("amtool did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : "error: " + await errors;
    }
}
