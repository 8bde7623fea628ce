using System.Globalization;

using Heed.Conformance.Tests.Runner;
using Heed.Query.Execution;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Conformance.Tests;

/// <summary>Prometheus' own scripts, as far as they are at hand, and the project's.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private static readonly QueryOptions Current = new()
    {
        DelayedNameRemoval = true,
        UseStartTimes = true,
        Parser = ParserOptions.Experimental,
        MaxSamples = 10_000,
    };

    private static readonly QueryOptions Version2 = Current with { AsPrometheus2 = true, DelayedNameRemoval = false, Parser = ParserOptions.Experimental with { EnableHoltWinters = true } };

    [Fact]
    public void Every_script_of_the_project_passes()
    {
        string[] files = Directory.GetFiles(RepositoryFiles.Path("tests", "Heed.Conformance.Tests", "scripts"), "*.test");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            ScriptOutcome outcome = new ScriptRunner(Current).Run(File.ReadAllText(file));
            Assert.True(outcome.Failures.Count == 0, $"{Path.GetFileName(file)}: {string.Join('\n', outcome.Failures)}");
            Assert.Equal(outcome.Total, outcome.Passed);
        }
    }

    [Theory]
    [InlineData("3.x", "prometheus/promql/promqltest/testdata")]
    [InlineData("2.42", "prometheus-v2.42.0/promql/testdata")]
    public void The_scripts_of_Prometheus_pass_no_less_than_the_floor(string suite, string folder)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        List<string> changed = [];
        int passed = 0;
        int total = 0;
        foreach (string file in Directory.GetFiles(Path.Combine(RepositoryFiles.Shared, "conformance", folder), "*.test").Order(StringComparer.Ordinal))
        {
            ScriptOutcome outcome = new ScriptRunner(suite == "3.x" ? Current : Version2).Run(File.ReadAllText(file));
            string name = Path.GetFileNameWithoutExtension(file);
            output.WriteLine($"{suite}\t{name}\t{outcome.Passed} of {outcome.Total}");
            foreach (string failure in outcome.Failures) output.WriteLine("    " + failure);
            passed += outcome.Passed;
            total += outcome.Total;
            int floor = Floor(suite, name);
            if (outcome.Passed < floor) changed.Add($"{name}: {outcome.Passed} passed, {floor} did before\n{string.Join('\n', outcome.Failures)}");
            else if (outcome.Passed > floor) changed.Add($"{name}: {outcome.Passed} pass, raise the floor of {floor}: {suite}\t{name}\t{outcome.Passed}");
        }

        output.WriteLine($"{suite}: {passed} of {total}");
        Assert.True(changed.Count == 0, string.Join('\n', changed));
    }

    private static int Floor(string suite, string name)
    {
        foreach (string line in File.ReadLines(RepositoryFiles.Path("tests", "Heed.Conformance.Tests", "floor.tsv")))
        {
            string[] fields = line.Split('\t');
            if (fields.Length == 3 && fields[0] == suite && fields[1] == name) return int.Parse(fields[2], CultureInfo.InvariantCulture);
        }

        return 0;
    }
}
