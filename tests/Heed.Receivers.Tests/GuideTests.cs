using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Receivers.PagerDuty;
using Heed.Receivers.Slack;

namespace Heed.Receivers.Tests;

/// <summary>A file as users copy it from guides loads unchanged and does what they expect.</summary>
public sealed class GuideTests
{
    private readonly AlertmanagerConfiguration _guide = Samples.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "guide.yml")));

    [Theory]
    [InlineData("severity=critical", "pagerduty-ml-oncall,slack-ml-alerts")]
    [InlineData("severity=warning", "slack-ml-alerts")]
    [InlineData("severity=info;team=risk-ml;alertname=MLDataDrift", "slack-drift")]
    [InlineData("severity=info", "slack-ml-alerts")]
    public void Alerts_go_where_the_guide_says(string labels, string expected)
    {
        LabelSet set = LabelSet.From(labels.Split(';').Select(l => l.Split('=')).Select(p => KeyValuePair.Create(p[0], p[1])));

        Assert.Equal(expected, string.Join(',', _guide.Root.Match(set).Select(r => r.Settings.Receiver)));
    }

    [Fact]
    public void Its_templates_write_what_people_read()
    {
        NoticeTemplates templates = NoticeTemplates.Load([], new Diagnostics());
        SlackOptions slack = (SlackOptions)_guide.Receivers[1].Integrations[0];
        PagerDutyOptions pagerDuty = (PagerDutyOptions)_guide.Receivers[0].Integrations[0];
        string message = Encoding.UTF8.GetString(SlackPayload.Write(Samples.Notification(), slack, templates));
        string page = Encoding.UTF8.GetString(PagerDutyPayload.Write(Samples.Notification(), pagerDuty, templates, "key"));

        Assert.Equal(0, templates.Failures);
        Assert.Contains("Drift (1 firing)", message, StringComparison.Ordinal);
        Assert.Contains("*Model:* credit *Summary:* scores moved *Since:* 2026-03-02 00:00:00 UTC", message, StringComparison.Ordinal);
        Assert.Contains("\"summary\":\"scores moved\"", page, StringComparison.Ordinal);
        Assert.Contains("\"severity\":\"critical\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_secrets_are_not_in_any_text_of_the_configuration()
    {
        string all = string.Join("\n", _guide.Receivers.SelectMany(r => r.Integrations).Select(i => i.ToString()));

        Assert.DoesNotContain("0123456789abcdef", all, StringComparison.Ordinal);
        Assert.DoesNotContain("T000", all, StringComparison.Ordinal);
    }
}
