using System.Text.Json.Nodes;

using Heed.Alerting.Configuration;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Receivers.Webhook;
using Heed.Testing;

namespace Heed.Receivers.Tests;

/// <summary>Texts that routes give to their notices, inherited and overridden.</summary>
public sealed class RouteLabelTests
{
    [Theory]
    [InlineData("alertname=HighLatency", "HighLatency firing (HighLatency)")]
    [InlineData("alertname=DiskFull service=database database=orders", "DiskFull firing (database orders)")]
    [InlineData("alertname=LinkDown link_a_device=switch-a link_z_device=switch-b", "LinkDown firing (switch-a <-> switch-b)")]
    public void The_published_example_writes_what_it_says(string labels, string expected)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data are not beside the checkout");
        string text = System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, "conformance", "alertmanager", "doc", "examples", "route_labels.yml"));
        JsonNode payload = Payload(text, labels);

        Assert.Equal(expected, (string?)payload["routeLabels"]!["description"]);
    }

    [Fact]
    public void A_label_that_asks_for_itself_fails_and_loses_no_notice()
    {
        JsonNode payload = Payload("route: { receiver: r, labels: { a: '{{ routeLabels \"a\" }}' } }\nreceivers: [{ name: r, webhook_configs: [{ url: 'http://x' }] }]", "alertname=A");

        Assert.Contains("expected route labels at most 10 deep", (string?)payload["routeLabels"]!["a"], StringComparison.Ordinal);
        Assert.Equal("A", (string?)payload["alerts"]![0]!["labels"]!["alertname"]);
    }

    [Fact]
    public void A_route_without_labels_leaves_the_payload_as_it_was() =>
        Assert.Null(Payload("route: { receiver: r }\nreceivers: [{ name: r, webhook_configs: [{ url: 'http://x' }] }]", "alertname=A")["routeLabels"]);

    private static JsonNode Payload(string configuration, string labels)
    {
        AlertmanagerConfiguration parsed = Samples.Parse(configuration);
        LabelSet set = LabelSet.From(labels.Split(' ').Select(l => KeyValuePair.Create(l.Split('=')[0], l.Split('=')[1])));
        NoticeSample sample = new(new(set, LabelSet.Empty, Samples.StartMs, 0, Samples.StartMs, ""), isResolved: false, Samples.StartMs, "http://heed");
        string receiver = parsed.Root.Match(set)[0].Settings.Receiver;
        IntegrationOptions options = parsed.Receivers.First(r => r.Name == receiver).Integrations[0];
        return JsonNode.Parse(WebhookPayload.Write(sample.Notice(parsed.Root, receiver, options.Id), (WebhookOptions)options, NoticeTemplates.Load([], new Diagnostics())))!;
    }
}
