using Heed.Alerting.AlertingTests;
using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Testing;

namespace Heed.Alerting.Tests.AlertingTests;

/// <summary>A week on call across a change of clocks in one of two time zones: the example that people are given, held to its own expectations.</summary>
public sealed class WeekStory
{
    private static readonly string Folder = RepositoryFiles.Path("examples", "oncall");

    [Fact]
    public void The_right_people_are_paged_through_the_week_in_which_clocks_change()
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<AlertingTestFailure> failures = Run(File.ReadAllText(Path.Combine(Folder, "week.test.yml")), diagnostics);

        Assert.Empty(diagnostics.All);
        Assert.Empty(failures.Select(f => $"{f.Line} {f.Subject}: {string.Join("; ", f.Missing)} | {string.Join("; ", f.Unexpected)}"));
    }

    [Theory]
    [InlineData("{ person: cleo, at: 2d19h30m30s }", "{ person: dov, at: 2d19h30m30s }")]
    [InlineData("{ person: eva, at: 6h30m30s }", "{ person: ben, at: 6h30m30s }")]
    public void The_week_with_somebody_else_expected_fails(string right, string wrong)
    {
        string text = File.ReadAllText(Path.Combine(Folder, "week.test.yml"));
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.Single(Run(text.Replace(right, wrong, StringComparison.Ordinal), new Diagnostics()));
    }

    private static List<AlertingTestFailure> Run(string text, Diagnostics diagnostics)
    {
        AlertingTestFile file = AlertingTestReader.Read("week.test.yml", text, diagnostics);
        string routes = File.ReadAllText(Path.Combine(Folder, file.Alertmanager));
        IIntegrationKind[] kinds = [new TestWebhookKind()];
        ReadingContext context = new(Folder, _ => null);
        AlertmanagerConfiguration alertmanager = AlertmanagerFile.Parse(file.Alertmanager, routes, kinds, context, diagnostics)!;
        OnCallSurroundings surroundings = new(alertmanager, routes, kinds, context, null, _ => null);
        OnCallConfiguration onCall = OnCallFile.Parse(file.OnCall, File.ReadAllText(Path.Combine(Folder, file.OnCall)), surroundings, diagnostics)!;
        return [.. file.Tests.SelectMany(new AlertingTestRunner(alertmanager, onCall).Run)];
    }
}
