using System.Globalization;

using Heed.Documents;
using Heed.Rules.Files;
using Heed.Testing;

namespace Heed.Conformance.Tests;

/// <summary>
/// How many rule files are accepted and refused as promtool 2.42 does. Which differ, and why, is listed in the Rules room's tests.
/// </summary>
public sealed class PromtoolRuleFileTests(ITestOutputHelper output)
{
    private const string Suite = "promtool-2.42";

    [Fact]
    public void Rule_files_are_judged_as_promtool_judges_them_no_less_than_the_floor()
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        int accepted = 0;
        int refused = 0;
        List<string> others = [];
        foreach ((string path, bool taken) in Verdicts())
        {
            bool isRefused = Read(path).HasErrors;
            if (isRefused == taken) others.Add($"{path}: promtool {(taken ? "accepts" : "refuses")} it");
            else if (taken) accepted++;
            else refused++;
        }

        output.WriteLine($"{Suite}: {accepted} accepted and {refused} refused as promtool does; {others.Count} not:");
        foreach (string other in others) output.WriteLine(other);
        Assert.Equal((Floor("rules accepted"), Floor("rules refused")), (accepted, refused));
    }

    [Fact]
    public void Every_refusal_says_line_and_column()
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        List<Diagnostic> mistakes = [.. Verdicts().SelectMany(verdict => Read(verdict.Path).All)];
        Assert.NotEmpty(mistakes);
        Assert.All(mistakes, mistake => Assert.True(mistake is { Line: > 0, Column: > 0, Message.Length: > 0 }, mistake.ToString()));
    }

    private static IEnumerable<(string Path, bool Taken)> Verdicts()
    {
        string verdicts = Path.Combine(RepositoryFiles.Shared!, "conformance", "oracle", "promtool-2.42-check-rules.tsv");
        foreach (string line in File.ReadLines(verdicts))
        {
            string[] columns = line.Split('\t');
            if (columns.Length >= 2) yield return (columns[0], columns[1] == "0");
        }
    }

    private static Diagnostics Read(string path)
    {
        Diagnostics diagnostics = new();
        RuleFile.Parse(path, File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, "conformance", path)), diagnostics);
        return diagnostics;
    }

    private static int Floor(string name)
    {
        string line = File.ReadLines(RepositoryFiles.Path("tests", "Heed.Conformance.Tests", "floor.tsv"))
            .First(line => line.StartsWith($"{Suite}\t{name}\t", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }
}
