using System.Globalization;
using System.Text.RegularExpressions;

using Heed.Documents;
using Heed.Model.Labels;
using Heed.Query.Syntax;
using Heed.Rules.Objectives;
using Heed.Rules.Objectives.Documents;
using Heed.Testing;

namespace Heed.Rules.Tests.Objectives;

/// <summary>
/// Sloth's example specifications give the rules that Sloth generates: the same names and labels, the same series over the same
/// windows, the same thresholds. Counted a file; the floor is every rule that Sloth writes.
/// </summary>
public sealed partial class SlothConformanceTests(ITestOutputHelper output)
{
    private const string Examples = "conformance/sloth/examples";
    private const string Tests = "conformance/sloth/test/integration/prometheus/testdata";

    /// <summary>Labels that say who generated the rules, and how.</summary>
    private static readonly HashSet<string> Generators = ["cmd", "sloth_mode", "sloth_spec", "sloth_version"];

    [Theory]
    [InlineData(Examples + "/getting-started.yml", Examples + "/_gen/getting-started.yml", 17)]
    [InlineData(Examples + "/home-wifi.yml", Examples + "/_gen/home-wifi.yml", 34)]
    [InlineData(Examples + "/raw-home-wifi.yml", Examples + "/_gen/raw-home-wifi.yml", 17)]
    [InlineData(Examples + "/kubernetes-apiserver.yml", Examples + "/_gen/kubernetes-apiserver.yml", 34)]
    [InlineData(Examples + "/multifile.yml", Examples + "/_gen/multifile.yml", 34)]
    [InlineData(Examples + "/no-alerts.yml", Examples + "/_gen/no-alerts.yml", 15)]
    [InlineData(Examples + "/openslo-getting-started.yml", Examples + "/_gen/openslo-getting-started.yml", 15)]
    [InlineData(Examples + "/openslo-kubernetes-apiserver.yml", Examples + "/_gen/openslo-kubernetes-apiserver.yml", 45)]
    [InlineData(Examples + "/slo-plugin-getting-started.yml", Examples + "/_gen/slo-plugin-getting-started.yml", 17)]
    [InlineData(Examples + "/k8s-getting-started.yml", Examples + "/_gen/k8s-getting-started.yml", 17)]
    [InlineData(Examples + "/k8s-home-wifi.yml", Examples + "/_gen/k8s-home-wifi.yml", 34)]
    [InlineData(Examples + "/k8s-multifile.yml", Examples + "/_gen/k8s-multifile.yml", 34)]
    [InlineData(Tests + "/in-base.yaml", Tests + "/out-base.yaml.tpl", 32)]
    [InlineData(Tests + "/in-base.yaml", Tests + "/out-base-28d.yaml.tpl", 32, 28)]
    [InlineData(Tests + "/in-base-k8s.yaml", Tests + "/out-base-k8s.yaml.tpl", 32)]
    [InlineData(Tests + "/in-multifile.yaml", Tests + "/out-multifile.yaml.tpl", 64)]
    [InlineData(Tests + "/in-multifile-k8s.yaml", Tests + "/out-multifile-k8s.yaml.tpl", 64)]
    [InlineData(Tests + "/in-openslo.yaml", Tests + "/out-openslo.yaml.tpl", 15)]
    public void The_rules_select_the_same_series_and_compare_with_the_same_thresholds(string specification, string generated, int floor, int days = 30)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        Diagnostics diagnostics = new();
        IReadOnlyList<ServiceLevelObjective> objectives = SloFile.Parse(specification, Text(specification), diagnostics);
        Assert.Empty(diagnostics.All);
        TimeSpan period = TimeSpan.FromDays(days);
        List<string> own =
        [
            .. objectives.Select(o => o with { Window = new BudgetWindow(period), Pairs = BurnRateWindows.For(period) })
                .SelectMany(o => ObjectiveRules.Generate(o, ObjectiveSurroundings.Default)).SelectMany(g => g.Rules)
                .Select(r => Describe(r.IsAlert ? "alert" : "record", r.Name, r.Expression, r.Labels)),
        ];
        List<string> missing = [];
        int same = 0;
        foreach (string expected in Generated(Text(generated)))
        {
            if (own.Remove(expected)) same++;
            else missing.Add(expected);
        }

        output.WriteLine($"{Path.GetFileName(generated)}: {same} the same, {missing.Count} not");
        Assert.True(missing.Count == 0, string.Join("\n\n", missing.Take(3)) + "\n\nfound\n\n" + string.Join("\n\n", own.Take(6)));
        Assert.Equal(floor, same);
    }

    [Theory]
    [InlineData("plugin-getting-started.yml", "plugins are programs")]
    [InlineData("contrib-denominator-corrected.yaml", "expected only plugins of Sloth's core")]
    [InlineData("victoria-metrics.yml", "expected only plugins of Sloth's core")]
    public void What_only_a_program_of_Sloth_can_do_is_refused_by_name(string file, string reason)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        Diagnostics diagnostics = new();
        SloFile.Parse(file, Text($"{Examples}/{file}"), diagnostics);
        Assert.Contains(diagnostics.All, d => d.Message.Contains(reason, StringComparison.Ordinal) && d.Line > 1);
    }

    [Fact]
    public void Sloths_good_files_are_accepted_and_its_bad_ones_refused()
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        (int good, int bad) = (0, 0);
        foreach (string file in Directory.GetFiles(Path.Combine(RepositoryFiles.Shared, Tests, "validate"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Diagnostics diagnostics = new();
            SloFile.Parse(file, File.ReadAllText(file), diagnostics);
            bool isGood = Path.GetFileName(Path.GetDirectoryName(file)) == "good";

            // Sloth takes 30 days for an OpenSLO document's only period; any other is none of its mistakes here.
            if (Path.GetFileName(file) == "bad-openslo.yaml") isGood = true;

            // Sloth passes over keys that it does not know: some of its own files lose their alerts' labels so. Heed says it.
            bool isRefused = diagnostics.All.Any(d => !d.Message.StartsWith("unknown key", StringComparison.Ordinal));
            Assert.True(isRefused != isGood, $"{file}: {string.Join('\n', diagnostics.All)}");
            if (isGood) good++;
            else bad++;
        }

        Assert.Equal((8, 6), (good, bad));
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, path));

    private static IEnumerable<string> Generated(string text)
    {
        string[] documents = text.Replace("{{ .version }}", "v", StringComparison.Ordinal).Split("\n---\n");
        foreach (string part in documents)
        {
            MappingReader root = Document.Parse("generated", part, new Diagnostics(), ignoreUnknownKeys: true).Root.ReadMapping();
            if (root.TryGet("spec", out DocumentNode? spec)) root = spec.ReadMapping();
            if (!root.TryGet("groups", out DocumentNode? groups)) continue;
            foreach (DocumentNode group in groups.ReadSequence())
            {
                if (!group.ReadMapping().TryGet("rules", out DocumentNode? rules)) continue;
                foreach (DocumentNode rule in rules.ReadSequence()) yield return Describe(rule.ReadMapping());
            }
        }
    }

    private static string Describe(MappingReader rule)
    {
        string kind = rule.TryGet("alert", out DocumentNode? name) ? "alert" : rule.TryGet("record", out name) ? "record" : "";
        rule.TryGet("expr", out DocumentNode? expression);
        IEnumerable<Label> labels = rule.TryGet("labels", out DocumentNode? node) ? node.ReadTextMap().Select(l => new Label(l.Key, l.Value)) : [];
        return Describe(kind, name!.ReadText(), expression!.ReadText(), labels);
    }

    /// <summary>What has to be the same: name, labels, what is selected over which ranges, and the thresholds.</summary>
    private static string Describe(string kind, string name, string expression, IEnumerable<Label> labels)
    {
        Expression tree = PromqlParser.Parse(expression).Value;
        HashSet<Expression> ranged = [.. tree.DescendantsAndSelf().OfType<RangeSelector>().Select(r => r.Selector)];
        IEnumerable<string> selected = tree.DescendantsAndSelf()
            .Where(e => e is RangeSelector or SubqueryExpression || (e is VectorSelector && !ranged.Contains(e)))
            .Select(e => Whole(e.ToString())).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<string> thresholds = tree.DescendantsAndSelf().OfType<BinaryExpression>()
            .Where(b => b.Operator.IsComparison() && b.Right.Type == ExpressionType.Scalar)
            .Select(b => $"{b.Operator.Text()} {Constant(b.Right).ToString("G9", CultureInfo.InvariantCulture)}").Distinct().Order(StringComparer.Ordinal);
        string constants = tree is CallExpression { Function.Name: "vector" } vector ? Constant(vector.Arguments[0]).ToString("G9", CultureInfo.InvariantCulture) : "";
        string written = string.Join(", ", labels.Where(l => !Generators.Contains(l.Name)).OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => $"{l.Name}={l.Value}"));
        return $"{kind} {name} {{{written}}} {constants}\n  {string.Join("\n  ", selected)}\n  {string.Join("\n  ", thresholds)}";
    }

    private static double Constant(Expression expression) => expression.Unwrap() switch
    {
        NumberLiteral number => number.Value,
        BinaryExpression { Operator: BinaryOperator.Multiply } product => Constant(product.Left) * Constant(product.Right),
        BinaryExpression { Operator: BinaryOperator.Subtract } difference => Constant(difference.Left) - Constant(difference.Right),
        { } other => throw new InvalidOperationException($"expected a constant, found {other}"),
    };

    /// <summary>4w and 28d are the same range.</summary>
    private static string Whole(string text) => Weeks().Replace(text, m => $"[{7 * int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)}d]");

    [GeneratedRegex(@"\[(\d+)w\]")]
    private static partial Regex Weeks();
}
