using System.Text.Json.Nodes;

using Heed.Alerting.Notifications;
using Heed.Receivers.Http;

using Microsoft.AspNetCore.Http;

namespace Heed.Receivers.Tests;

/// <summary>Which calls Jira gets for a group, by the issue that it has for it.</summary>
public sealed class JiraTests : IDisposable
{
    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose() => _sender.Dispose();

    [Theory]
    [InlineData("", NotificationStatus.Firing, "POST search, POST issue")]
    [InlineData("", NotificationStatus.Resolved, "POST search")]
    [InlineData("new", NotificationStatus.Firing, "POST search, PUT issue/OPS-7")]
    [InlineData("done", NotificationStatus.Firing, "POST search, PUT issue/OPS-7, GET issue/OPS-7/transitions, POST issue/OPS-7/transitions 2")]
    [InlineData("new", NotificationStatus.Resolved, "POST search, PUT issue/OPS-7, GET issue/OPS-7/transitions, POST issue/OPS-7/transitions 1")]
    [InlineData("done", NotificationStatus.Resolved, "POST search, PUT issue/OPS-7")]
    public async Task An_issue_is_opened_changed_and_moved(string issue, NotificationStatus status, string expected)
    {
        (List<LoopbackServer.Request> calls, ReceiverResult result) = await SendAsync(issue, status);

        Assert.IsType<ReceiverResult.Delivered>(result);
        Assert.Equal(expected, string.Join(", ", calls.Select(Tell)));
    }

    [Fact]
    public async Task An_issue_says_which_group_it_is_for_and_is_searched_by_it()
    {
        (List<LoopbackServer.Request> calls, _) = await SendAsync("", NotificationStatus.Firing, "labels: [ml, '{{ .CommonLabels.model_name }}'], fields: { customfield_1: { value: '{{ .Status }}' }, customfield_2: 3 }", new string('x', 40_000));
        JsonNode fields = JsonNode.Parse(calls[1].Body)!["fields"]!;
        string search = (string)JsonNode.Parse(calls[0].Body)!["jql"]!;
        string label = (string)fields["labels"]![2]!;

        Assert.Matches("^ALERT\\{[0-9a-f]{64}\\}$", label);
        Assert.Equal($"resolution != \"Won't \\\"Do\\\"\" and (resolutiondate is EMPTY OR resolutiondate >= -90m) and project=\"OPS\" and labels=\"{label}\" order by status ASC,resolutiondate DESC", search);
        Assert.Equal(("OPS", "Bug", "High"), ((string?)fields["project"]!["key"], (string?)fields["issuetype"]!["name"], (string?)fields["priority"]!["name"]));
        Assert.Equal(("[FIRING:1] Drift (credit critical)", 32_767), ((string?)fields["summary"], ((string?)fields["description"])!.Length));
        Assert.Equal(("credit", "firing", 3), ((string?)fields["labels"]![1], (string?)fields["customfield_1"]!["value"], (int?)fields["customfield_2"]));
    }

    [Fact]
    public async Task The_cloud_is_searched_in_its_own_way_and_takes_documents()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, """{"issues":[]}"""));
        IReceiver receiver = Samples.Receiver($"jira_configs: [{{ api_url: '{server.Url}/rest/api/3/', api_type: cloud, project: P, issue_type: T }}]", _sender);
        await receiver.SendAsync(Samples.Notification(), CancellationToken.None);

        Assert.Equal("/rest/api/3/search/jql", (await server.TakeAsync()).Path);
        JsonNode description = JsonNode.Parse((await server.TakeAsync()).Body)!["fields"]!["description"]!;
        Assert.Equal(("doc", "Alerts firing:"), ((string?)description["type"], (string?)description["content"]![0]!["content"]![0]!["text"]));
    }

    [Fact]
    public async Task A_transition_that_is_not_there_is_named()
    {
        (_, ReceiverResult result) = await SendAsync("new", NotificationStatus.Resolved, "resolve_transition: Bury");

        Assert.Equal("Jira has no transition \"Bury\" from where OPS-7 is", Assert.IsType<ReceiverResult.Rejected>(result).Reason);
    }

    private static string Tell(LoopbackServer.Request call)
    {
        bool moves = call.Method == "POST" && call.Path.EndsWith("transitions", StringComparison.Ordinal);
        string transition = moves ? " " + JsonNode.Parse(call.Body)!["transition"]!["id"] : "";
        return $"{call.Method} {call.Path["/rest/api/2/".Length..]}{transition}";
    }

    private async Task<(List<LoopbackServer.Request> Calls, ReceiverResult Result)> SendAsync(
        string issue, NotificationStatus status, string more = "resolve_transition: Close", string summary = "s")
    {
        string found = issue.Length == 0 ? "" : """{"key":"OPS-7","fields":{"status":{"statusCategory":{"key":"STATE"}}}}""".Replace("STATE", issue, StringComparison.Ordinal);
        int count = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref count);
            string answer = context.Request.Method == HttpMethods.Get
                ? """{"transitions":[{"id":"1","name":"Close"},{"id":"2","name":"Reopen"}]}"""
                : $$"""{"issues":[{{found}}]}""";
            return LoopbackServer.Answer(200, answer)(context);
        });
        IReceiver receiver = Samples.Receiver(
            $"jira_configs: [{{ api_url: '{server.Url}/rest/api/2/', project: OPS, issue_type: Bug, reopen_transition: Reopen, reopen_duration: 90m, wont_fix_resolution: 'Won''t \"Do\"', {more} }}]", _sender);
        ReceiverResult result = await receiver.SendAsync(Samples.Notification(status, summary), CancellationToken.None);
        List<LoopbackServer.Request> calls = [];
        for (int i = 0; i < count; i++) calls.Add(await server.TakeAsync());
        return (calls, result);
    }
}
