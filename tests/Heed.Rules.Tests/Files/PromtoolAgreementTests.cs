using Heed.Documents;
using Heed.Rules.Files;
using Heed.Testing;

namespace Heed.Rules.Tests.Files;

/// <summary>Prometheus' and vmalert's own rule files, judged as their programs judge them; the differences are listed with their reasons.</summary>
public sealed class PromtoolAgreementTests
{
    private const string Utf8Names = "names are any text, as in Prometheus 3; promtool 2.42 does not know that";
    private const string SecondDocument = "everything behind the first YAML document would be passed over in silence; Heed refuses it";
    private const string GroupLabels = "groups have labels, as in Prometheus 3; promtool 2.42 does not know that";

    private static readonly Dictionary<string, string> Differences = new()
    {
        ["prometheus-v2.42.0/model/rulefmt/testdata/bad_annotation.bad.yaml"] = Utf8Names,
        ["prometheus-v2.42.0/model/rulefmt/testdata/bad_lname.bad.yaml"] = Utf8Names,
        ["prometheus/model/rulefmt/testdata/legacy_validation_annotation.bad.yaml"] = Utf8Names,
        ["prometheus/model/rulefmt/testdata/utf-8_annotation.good.yaml"] = Utf8Names,
        ["prometheus/model/rulefmt/testdata/utf-8_lname.good.yaml"] = Utf8Names,
        ["prometheus/rules/fixtures/rules_multi_doc.yaml"] = SecondDocument,
        ["sloth/examples/_gen/multifile.yml"] = SecondDocument,
        ["sloth/examples/_gen/openslo-kubernetes-apiserver.yml"] = SecondDocument,
        ["sloth/examples/_gen/contrib-slo-plugins.yml"] = Utf8Names,
    };

    /// <summary>What promtool 2.42 says to vmalert's files, and why Heed says otherwise where it does.</summary>
    private static readonly (string Path, bool Taken, string? Difference)[] Vmalert =
    [
        ("rules/kube-good.rules", true, null),
        ("rules/rules-multi-doc-bad.rules", false, null),
        ("rules/rules-multi-doc-duplicates-bad.rules", true, SecondDocument),
        ("rules/rules-multi-doc-good.rules", true, SecondDocument),
        ("rules/rules-multi-doc2-good.rules", true, SecondDocument),
        ("rules/rules-query-good.rules", true, null),
        ("rules/rules-replay-good.rules", false, null),
        ("rules/rules0-bad.rules", false, null),
        ("rules/rules0-good.rules", false, null),
        ("rules/rules1-bad.rules", false, null),
        ("rules/rules1-good.rules", true, null),
        ("rules/rules2-good.rules", false, null),
        ("rules/rules3-good.rules", false, null),
        ("rules/rules4-good.rules", false, null),
        ("rules/rules_interval_bad.rules", false, null),
        ("rules/rules_interval_good.rules", true, null),
        ("dir/rules0-bad.rules", false, null),
        ("dir/rules0-good.rules", false, null),
        ("dir/rules1-bad.rules", false, null),
        ("dir/rules1-good.rules", false, GroupLabels),
        ("dir/rules2-bad.rules", false, null),
        ("dir/rules3-bad.rules", false, null),
        ("dir/rules4-bad.rules", false, null),
        ("dir/rules5-bad.rules", true, null),
        ("dir/rules6-bad.rules", false, null),
    ];

    public static TheoryData<string, bool, bool> VmalertFiles()
    {
        TheoryData<string, bool, bool> files = [];
        if (RepositoryFiles.Shared is null) return files;
        foreach ((string path, bool taken, string? difference) in Vmalert) files.Add(path, taken, difference is not null);
        return files;
    }

    public static TheoryData<string> NewerFixtures()
    {
        TheoryData<string> files = [];
        if (RepositoryFiles.Shared is not { } shared) return files;
        foreach (string path in Directory.EnumerateFiles(Path.Combine(shared, "conformance", "prometheus", "rules", "fixtures"), "rules_*.yaml").Order())
        {
            files.Add(Path.GetRelativePath(Path.Combine(shared, "conformance"), path));
        }

        return files;
    }

    public static TheoryData<string, bool> Judged()
    {
        TheoryData<string, bool> files = [];
        string? shared = RepositoryFiles.Shared;
        if (shared is null) return files;
        foreach (string line in File.ReadLines(Path.Combine(shared, "conformance", "oracle", "promtool-2.42-check-rules.tsv")))
        {
            string[] columns = line.Split('\t');
            if (columns.Length >= 2) files.Add(columns[0], columns[1] == "0");
        }

        return files;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Judged))]
    public void A_file_is_taken_or_refused_as_promtool_does(string path, bool taken)
    {
        Diagnostics diagnostics = Read(path);
        bool differs = Differences.ContainsKey(path);
        Assert.True(diagnostics.HasErrors == (taken == differs), $"{path}: promtool {(taken ? "takes" : "refuses")} it; Heed says:\n{string.Join('\n', diagnostics.All)}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VmalertFiles))]
    public void A_file_of_vmalert_is_taken_or_refused_as_promtool_does(string path, bool taken, bool differs)
    {
        Diagnostics diagnostics = Read("victoriametrics/app/vmalert/config/testdata/" + path);
        Assert.True(diagnostics.HasErrors == (taken == differs), $"{path}: promtool {(taken ? "takes" : "refuses")} it; Heed says:\n{string.Join('\n', diagnostics.All)}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(NewerFixtures))]
    public void Every_fixture_of_Prometheus_3_is_taken_but_that_of_two_documents(string path) =>
        Assert.Equal(path.EndsWith("rules_multi_doc.yaml", StringComparison.Ordinal), Read(path).HasErrors);

    private static Diagnostics Read(string path)
    {
        Diagnostics diagnostics = new();
        RuleFile.Parse(path, File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, "conformance", path)), diagnostics);
        return diagnostics;
    }
}
