using System.Globalization;

using Heed.Testing;

namespace Heed.Conformance.Tests.Differential;

/// <summary>Random queries over random series: Heed and a real Prometheus 2.42 give the same answers.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;

    [Fact]
    public async Task Five_thousand_random_queries_agree_with_Prometheus()
    {
        await using DifferentialRun run = await RunAsync(Seed, 5_000);
        Report(run);
        Assert.True(run.Disagreements.Count == 0, string.Join('\n', run.Disagreements.Take(40)));
    }

    [Fact(Explicit = true)]
    public async Task Many_random_queries_over_several_data_sets_agree_with_Prometheus()
    {
        List<string> rows = ["seed\tqueries\terrors\tempty\tknown differences\tdisagreements"];
        List<string> disagreements = [];
        for (int seed = Seed + 1; seed <= Seed + 10; seed++)
        {
            await using DifferentialRun run = await RunAsync(seed, 2_500);
            Report(run);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{seed}\t{run.Queries}\t{run.Errors}\t{run.Empty}\t{string.Join(", ", run.Known.Select(k => $"{k.Key} {k.Value}"))}\t{run.Disagreements.Count}"));
            disagreements.AddRange(run.Disagreements);
        }

        await File.WriteAllLinesAsync(RepositoryFiles.Path("bench", "results", "promql-differential.tsv"), rows);
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Take(60)));
    }

    [Fact]
    public void The_documentation_lists_every_known_difference()
    {
        string[] documented = [.. File.ReadLines(RepositoryFiles.Path("docs", "promql.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal))];

        Assert.All(KnownDifferences.All, k => Assert.Contains($"| {k.Name} | {k.Reason} |", documented));
    }

    private static async Task<DifferentialRun> RunAsync(int seed, int count)
    {
        DifferentialRun run = await DifferentialRun.StartAsync(seed);
        RandomQueries queries = new(seed);
        for (int i = 0; i < count; i++) await run.CompareAsync(DifferentialQuery.Next(queries));
        return run;
    }

    private void Report(DifferentialRun run)
    {
        output.WriteLine($"{run.Queries} queries, {run.Errors} errors, {run.Empty} empty, {run.Disagreements.Count} disagreements");
        foreach ((string name, int count) in run.Known) output.WriteLine($"known: {name} {count}");
        foreach (string disagreement in run.Disagreements) output.WriteLine(disagreement);
    }
}
