using Heed.Documents;
using Heed.Ingest.Relabelling;
using Heed.Model.Labels;

namespace Heed.Ingest.Tests.Relabelling;

/// <summary>
/// What each rule makes of labels. Expectations follow Prometheus' documentation of relabelling; hashes are MD5 sums computed by another
/// program.
/// </summary>
public sealed class RelabellerTests
{
    private const string Dropped = "dropped";

    [Theory]
    [InlineData("{source_labels: [a], regex: f(.*), target_label: d, replacement: 'ch${1}-ch${1}'}", "{a=\"foo\", d=\"choo-choo\"}")]
    [InlineData("{source_labels: [a, b], regex: 'f(.*);(.*)r', target_label: a, replacement: 'b${1}${2}m'}", "{a=\"boobam\"}")]
    [InlineData("{source_labels: [a, b], separator: '-', target_label: d}", "{a=\"foo\", d=\"foo-bar\"}")]
    [InlineData("{source_labels: [a], regex: no, target_label: a, replacement: x}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], regex: fo, target_label: a, replacement: x}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], target_label: a, replacement: ''}", "{}")]
    [InlineData("{target_label: d, replacement: fixed}", "{a=\"foo\", d=\"fixed\"}")]
    [InlineData("{source_labels: [a], regex: '(f)(.*)', target_label: '${1}_x', replacement: '$2'}", "{a=\"foo\", f_x=\"oo\"}")]
    [InlineData("{source_labels: [none], regex: '(.*)', target_label: '$1', replacement: v}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], target_label: d, replacement: '$1x'}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], target_label: d, replacement: '$$x'}", "{a=\"foo\", d=\"$x\"}")]
    [InlineData("{source_labels: [a], regex: foo, action: keep}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], regex: fo, action: keep}", Dropped)]
    [InlineData("{source_labels: [a], regex: 'fo.*', action: drop}", Dropped)]
    [InlineData("{source_labels: [a], regex: o, action: DROP}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], target_label: same, action: keepequal}", Dropped)]
    [InlineData("{source_labels: [none], target_label: none, action: keepequal}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [a], target_label: a, action: dropequal}", Dropped)]
    [InlineData("{source_labels: [a], target_label: b, action: dropequal}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [c], target_label: d, action: hashmod, modulus: 1000}", "{a=\"foo\", d=\"976\"}")]
    [InlineData("{source_labels: [a, b], separator: '', target_label: d, action: hashmod, modulus: 1000}", "{a=\"foo\", d=\"783\"}")]
    [InlineData("{regex: '(a|b)', replacement: 'x_${1}', action: labelmap}", "{a=\"foo\", x_a=\"foo\", x_b=\"bar\"}")]
    [InlineData("{regex: '__meta_(my.*)', action: labelmap}", "{a=\"foo\", my_bar=\"aaa\"}")]
    [InlineData("{regex: 'a|b', action: labeldrop}", "{}")]
    [InlineData("{regex: '(a|__meta).*', action: labelkeep}", "{a=\"foo\"}")]
    [InlineData("{source_labels: [u], target_label: d, action: lowercase}", "{a=\"foo\", d=\"mixed ä\"}")]
    [InlineData("{source_labels: [u], target_label: d, action: uppercase}", "{a=\"foo\", d=\"MIXED Ä\"}")]
    public void A_rule_does_what_its_action_says(string rule, string expected)
    {
        LabelSetBuilder labels = LabelSet.Of(("a", "foo"), ("b", "bar"), ("c", "baz"), ("u", "MiXed Ä"), ("__meta_my_bar", "aaa")).ToBuilder();

        RelabelVerdict verdict = Relabeller.Apply(Read($"[{rule}]"), labels);

        // What every case begins with and no expectation names.
        LabelSet rest = labels.Build().Without("b", "c", "u", "__meta_my_bar");
        Assert.Equal(expected, verdict.IsKept ? rest.ToString() : Dropped);
    }

    [Fact]
    public void The_verdict_names_the_rule_that_dropped_the_labels()
    {
        IReadOnlyList<RelabelRule> rules = Read("[{target_label: x, replacement: y}, {source_labels: [x], regex: y, action: drop}]");

        Assert.Equal(1, Relabeller.Apply(rules, new LabelSetBuilder()).DroppedBy);
    }

    [Theory]
    [InlineData("{action: keepp, target_label: x}", "1:11", "did you mean \"keep\"?")]
    [InlineData("{regx: x, target_label: y}", "1:3", "did you mean \"regex\"?")]
    [InlineData("{source_labels: [a]}", "1:2", "\"target_label\"")]
    [InlineData("{source_labels: [a], target_label: b, action: hashmod}", "1:2", "\"modulus\"")]
    [InlineData("{source_labels: [a], target_label: b, regex: '('}", "1:47", "missing closing )")]
    [InlineData("{regex: x, action: labeldrop, target_label: b}", "1:46", "remove \"target_label\"")]
    [InlineData("{source_labels: [a], target_label: b, action: keepequal, regex: x}", "1:66", "remove \"regex\"")]
    [InlineData("{source_labels: [a], target_label: b, action: hashmod, modulus: 0}", "1:66", "of at least 1")]
    public void A_mistake_is_reported_at_its_place(string rule, string place, string words)
    {
        Diagnostics diagnostics = new();

        RelabelRuleReader.ReadAll(Document.Parse("f", $"[{rule}]", diagnostics).Root);

        string message = Assert.Single(diagnostics.All).ToString();
        Assert.StartsWith($"f:{place}: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<RelabelRule> Read(string yaml)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RelabelRule> rules = RelabelRuleReader.ReadAll(Document.Parse("f", yaml, diagnostics).Root);
        Assert.Empty(diagnostics.All);
        return rules;
    }
}
