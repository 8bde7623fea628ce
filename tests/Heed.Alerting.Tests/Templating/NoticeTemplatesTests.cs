using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Templating;

public sealed class NoticeTemplatesTests
{
    private static readonly Notification Sample = new(
        "id",
        "pager",
        new IntegrationId("slack", 0),
        AlertStory.StartMs + 90_000,
        NotificationStatus.Firing,
        NotifyReason.FirstNotification,
        "{}:{}",
        LabelSet.Of(("alertname", "Drift"), ("b", "2")),
        LabelSet.Of(("alertname", "Drift"), ("b", "2"), ("severity", "critical")),
        LabelSet.Of(("summary", "scores moved")),
        "http://heed",
        [
            new NotifiedAlert(NotificationStatus.Firing, LabelSet.Of(("alertname", "Drift"), ("b", "2"), ("severity", "critical")), LabelSet.Of(("summary", "scores moved")), AlertStory.StartMs, null, "http://g"),
            new NotifiedAlert(NotificationStatus.Resolved, LabelSet.Of(("alertname", "Drift"), ("b", "2"), ("severity", "critical"), ("x", "y")), LabelSet.Empty, AlertStory.StartMs, AlertStory.StartMs + 60_000, "http://g"),
        ],
        0);

    private readonly Diagnostics _diagnostics = new();

    [Theory]
    [InlineData("{{ .Status | toUpper }} {{ .Receiver | title }} {{ len .Alerts }}", "FIRING Pager 2")]
    [InlineData("{{ template \"slack.default.title\" . }}", "[FIRING:1] Drift 2 (critical)")]
    [InlineData("{{ template \"slack.default.titlelink\" . }}", "http://heed/alerts?receiver=pager")]
    [InlineData("{{ template \"slack.default.text\" . }}", "scores moved\n")]
    [InlineData("{{ template \"pagerduty.default.description\" . }}", "[FIRING:1] Drift 2 (critical)")]
    [InlineData("{{ template \"pagerduty.default.instances\" .Alerts.Firing }}", "Labels:\n - alertname = Drift\n - b = 2\n - severity = critical\nAnnotations:\n - summary = scores moved\nSource: http://g\n")]
    [InlineData("{{ range .Alerts.Resolved }}{{ .Labels.x }}{{ end }}", "y")]
    [InlineData("{{ range .CommonLabels.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }}", "alertname=Drift;b=2;severity=critical;")]
    [InlineData("{{ .CommonLabels.nothing }}|{{ .CommonAnnotations.summary }}", "|scores moved")]
    [InlineData("{{ join \", \" (stringSlice \"a\" \"b\") }}", "a, b")]
    [InlineData("{{ .CommonLabels.Names | join \"+\" }}", "alertname+b+severity")]
    [InlineData("{{ reReplaceAll \"(D)(rift)\" \"$2-$1_\" .GroupLabels.alertname }}|{{ reReplaceAll \"(D)\" \"${1}_\" \"Dx\" }}", "rift-|D_x")]
    [InlineData("{{ match \"^Dr\" .GroupLabels.alertname }} {{ trimSpace \" a \" }} {{ toLower \"AB\" }}", "true a ab")]
    [InlineData("{{ (index .Alerts 0).StartsAt | date \"2006-01-02 15:04:05\" }}", "2026-03-02 00:00:00")]
    [InlineData("{{ (index .Alerts 0).StartsAt | tz \"Europe/Berlin\" | date \"15:04 -0700\" }}", "01:00 +0100")]
    [InlineData("{{ since (index .Alerts 0).StartsAt }} {{ since (index .Alerts 0).StartsAt | humanizeDuration }}", "1m30s 1m 30s")]
    [InlineData("{{ humanizeDuration 0.25 }} {{ humanizeDuration \"93784\" }} {{ humanizeDuration 45.5 }}", "250ms 1d 2h 3m 4s 45.5s")]
    [InlineData("{{ safeHtml \"<b>\" }} {{ urlUnescape \"a%20b\" }}", "<b> a b")]
    [InlineData("{{ toJson .GroupLabels }}", "{\"alertname\":\"Drift\",\"b\":\"2\"}")]
    [InlineData("{{ toJson (dict \"k\" (list 1 \"a\")) }}", "{\"k\":[1,\"a\"]}")]
    [InlineData("{{ (index .Alerts 0).Fingerprint }}", null)]
    public void The_data_and_functions_of_Alertmanager_are_there(string text, string? expected)
    {
        NoticeTemplates templates = NoticeTemplates.Load([], _diagnostics);

        Assert.Equal(expected ?? Sample.Alerts[0].Fingerprint, templates.Write("t", text, Sample, ""));
        Assert.Equal(0, templates.Failures);
    }

    [Fact]
    public void A_template_that_fails_leaves_the_default_and_the_error()
    {
        NoticeTemplates templates = NoticeTemplates.Load([], _diagnostics);
        string written = templates.Write("slack title", "{{ template \"missing\" . }}", Sample, "{{ template \"slack.default.title\" . }}");
        string plain = templates.Write("slack title", "{{ .Nope }}", Sample, "{{ broken");

        Assert.StartsWith("[FIRING:1] Drift 2 (critical) [template failed: slack title:1:", written, StringComparison.Ordinal);
        Assert.StartsWith("firing: {alertname=\"Drift\"", plain, StringComparison.Ordinal);
        Assert.Equal("danger", templates.WriteWord("color", "{{ .Nope }}", Sample, "danger"));
        Assert.Equal(3, templates.Failures);
    }

    [Fact]
    public void Files_replace_defaults_and_broken_ones_are_reported()
    {
        string folder = Directory.CreateTempSubdirectory("heed-templates").FullName;
        File.WriteAllText(Path.Combine(folder, "a.tmpl"), "{{ define \"slack.default.title\" }}mine: {{ .Status }}{{ end }}");
        File.WriteAllText(Path.Combine(folder, "b.tmpl"), "\n{{ if }}");
        NoticeTemplates templates = NoticeTemplates.Load([Path.Combine(folder, "*.tmpl"), "/nowhere/*.tmpl"], _diagnostics);

        Assert.Equal("mine: firing", templates.Write("t", "{{ template \"slack.default.title\" . }}", Sample, ""));
        Assert.Equal((Path.Combine(folder, "b.tmpl"), 2), (Assert.Single(_diagnostics.All).File, _diagnostics.All[0].Line));
        Directory.Delete(folder, recursive: true);
    }
}
