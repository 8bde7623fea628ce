using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

using Heed.Rules.Tests.Groups;

namespace Heed.Rules.Tests.Templates;

/// <summary>The same alerts, expanded by Prometheus' own program: a unit test of it that expects no alert prints those there are.</summary>
public sealed partial class PromtoolTemplateTests
{
    private const string Promtool = "/usr/bin/promtool";

    private static readonly string[] Templates =
    [
        "{{ $value }}", "{{ .Value }}", "{{ humanize $value }}", "{{ humanize1024 $value }}", "{{ humanizeDuration $value }}",
        "{{ humanizePercentage $value }}", "{{ humanizeTimestamp $value }}", "{{ printf \"%.3f %v %g %e\" $value $value $value $value }}",
        "{{ printf \"%.4g %.0g %.3G %.8g\" $value $value $value $value }}", "{{ if lt $value 100.0 }}small{{ else }}large{{ end }}", "{{ lt $value 1.0 }} {{ le $value 1.0 }} {{ gt $value 1.0 }} {{ ge $value 1.0 }}",
        "{{ eq $value 1.0 }} {{ ne $value 1.0 }} {{ if gt 1.0 $value }}under{{ end }} {{ le $value $value }}", "{{ $labels }}", "{{ .Labels.i }}-{{ $labels.host }}-{{ $labels.none }}-",
        "{{ $labels.host | toUpper }} {{ title \"hello big world\" }} {{ toLower \"ÄB\" }}", "{{ stripPort $labels.host }} {{ stripDomain $labels.host }}",
        "{{ stripPort \"[::1]:80\" }} {{ stripDomain \"10.0.0.1:80\" }} {{ stripDomain \"a.b.c\" }} {{ stripPort \"a:b:c\" }}",
        "{{ match \"[a-z]+\" $labels.host }} {{ reReplaceAll \"(.*)[.]example:(.*)\" \"$2 on ${1}\" $labels.host }}",
        "{{ reReplaceAll \"h(.)\" \"<$1x>$$1\" $labels.host }}",
        "{{ reReplaceAll \"(?P<a>h)(.)|(e)\" \"<$a$1,${2}$3$x$01${>\" $labels.host }}",
        "{{ graphLink \"up == 1 or a{b=\\\"c\\\"}\" }} {{ tableLink \"a/b\" }}",
        "{{ with query \"m{i='0'}\" }}{{ . | first | value | humanize }} {{ . | first | label \"host\" }}{{ end }}",
        "{{ range query \"sum by (host) (m)\" | sortByLabel \"host\" }}{{ .Labels.host }};{{ end }}", "{{ query \"m{i='0'}\" | first | strvalue }}|",
        "{{ parseDuration \"1h30m\" }} {{ parseDuration \"5ms\" }}", "{{ with args 1 \"b\" }}{{ .arg0 }}{{ .arg1 }}{{ end }}", "{{ safeHtml \"<b>\" }}",
        "{{ and true false }} {{ or 0 \"x\" }} {{ not true }} {{ len $labels.host }} {{ index .Labels \"host\" }} {{ eq 1 1 }}",
        "{{- /* a comment */ -}} {{ $x := 5 }}{{ $x }} {{ \"q\" | printf \"%q\" }}", "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" \"in\" }}",
    ];

    private static readonly double[] Values =
    [
        0, 1, -1, 0.1, 0.5, 59.99, 61, 999.99, 1000, 1024, 1088, 1.0625, 1e6, 123456.789, 1234567, 2147483647.5, 1435781451.781, 0.00000123, 1e-30, 100, 0.05,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    [Fact]
    public async Task Templates_give_what_Prometheus_gives()
    {
        Assert.True(File.Exists(Promtool), $"expected {Promtool}; install it with: apt-get install prometheus");
        string rules = Rules();
        RuleStory story = new(rules);
        for (int i = 0; i < Values.Length; i++)
        {
            story.Write("m", Number(Values[i]), 0, ("i", $"{i}"), ("host", $"h{i}.example:90{i}"));
        }

        story.RunTo(0);
        string[] ours = [.. story.Sent.Select(a => $"{a.Labels}\n{a.Annotations}").Order(StringComparer.Ordinal)];
        string[] theirs = [.. Alert().Matches(await RunPromtool(rules)).Select(m => $"{m.Groups["labels"]}\n{m.Groups["annotations"]}").Order(StringComparer.Ordinal)];
        Assert.Equal(Values.Length, theirs.Length);
        Assert.Equal(theirs, ours);
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : $"{value:R}";

    private static string Rules()
    {
        StringBuilder rules = new("groups:\n- name: g\n  rules:\n  - alert: A\n    expr: m\n    annotations:\n");
        for (int i = 0; i < Templates.Length; i++) rules.Append($"      t{i:00}: '{Templates[i].Replace("'", "''", StringComparison.Ordinal)}'\n");
        return rules.ToString();
    }

    private static async Task<string> RunPromtool(string rules)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("heed-rules");
        try
        {
            StringBuilder test = new("rule_files: [rules.yml]\ntests:\n- interval: 1m\n  input_series:\n");
            for (int i = 0; i < Values.Length; i++)
            {
                string value = double.IsInfinity(Values[i]) ? (Values[i] > 0 ? "Inf" : "-Inf") : $"{Values[i]:R}";
                test.Append($"  - {{ series: 'm{{i=\"{i}\", host=\"h{i}.example:90{i}\"}}', values: '{value}' }}\n");
            }

            test.Append("  alert_rule_test:\n  - { eval_time: 0s, alertname: A, exp_alerts: [] }\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "rules.yml"), rules);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "test.yml"), test.ToString());
            ProcessStartInfo start = new(Promtool, ["test", "rules", "test.yml"])
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return errors + await output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^\s*Labels:(?<labels>\{.*\})\n\s*Annotations:(?<annotations>\{.*\})", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();
}
