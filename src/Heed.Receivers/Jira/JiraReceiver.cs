using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Http;
using Heed.Receivers.Http;

namespace Heed.Receivers.Jira;

/// <summary>
/// Finds the issue of the group by its label. A firing group opens one, or changes the one that is there and opens it again; one that
/// is over moves its issue to where <c>resolve_transition</c> leads.
/// </summary>
public sealed class JiraReceiver(JiraOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        bool fires = notification.Status == NotificationStatus.Firing;
        byte[] search = JiraPayload.WriteSearch(notification, options, templates);
        HttpAnswer found = await CallAsync(HttpMethod.Post, options.IsCloud ? "search/jql" : "search", search, cancellation);
        if (found.Result is not ReceiverResult.Delivered) return found.Result;
        if (!TryReadIssue(found.Body, out JiraIssue? issue)) return new ReceiverResult.Retry("Jira's answer to a search cannot be read", null);
        if (issue is null)
        {
            if (!fires) return new ReceiverResult.Delivered("no open issue");
            return (await CallAsync(HttpMethod.Post, "issue", JiraPayload.WriteIssue(notification, options, templates, isNew: true), cancellation)).Result;
        }

        byte[] change = JiraPayload.WriteIssue(notification, options, templates, isNew: false);
        HttpAnswer changed = await CallAsync(HttpMethod.Put, $"issue/{issue.Key}", change, cancellation);
        if (changed.Result is not ReceiverResult.Delivered || fires != issue.IsDone) return changed.Result;
        NoticeTexts texts = JiraPayload.Texts(notification, options, templates);
        string transition = texts.Word(fires ? "reopen_transition" : "resolve_transition");
        return transition.Length == 0 ? changed.Result : await MoveAsync(issue.Key, transition, cancellation);
    }

    private async Task<ReceiverResult> MoveAsync(string key, string transition, CancellationToken cancellation)
    {
        HttpAnswer listed = await CallAsync(HttpMethod.Get, $"issue/{key}/transitions", [], cancellation);
        if (listed.Result is not ReceiverResult.Delivered) return listed.Result;
        if (FindTransition(listed.Body, transition) is not { } id)
        {
            return new ReceiverResult.Rejected($"Jira has no transition \"{transition}\" from where {key} is");
        }

        return (await CallAsync(HttpMethod.Post, $"issue/{key}/transitions", JiraPayload.WriteTransition(id), cancellation)).Result;
    }

    private Task<HttpAnswer> CallAsync(HttpMethod method, string path, byte[] body, CancellationToken cancellation)
    {
        Credential url = Credential.FromText(options.ApiUrl.AbsoluteUri.TrimEnd('/') + "/" + path);
        return sender.SendAsync(new HttpCall(url, options.Http, body, options.Timeout) { Method = method, HasPublicAddress = true }, cancellation);
    }

    /// <summary>False for what is no answer to a search; null for an answer without an issue.</summary>
    private static bool TryReadIssue(string body, out JiraIssue? issue)
    {
        issue = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (!document.RootElement.TryGetProperty("issues", out JsonElement issues)) return false;
            if (issues.GetArrayLength() == 0) return true;
            JsonElement first = issues[0];
            JsonElement category = first.GetProperty("fields").GetProperty("status").GetProperty("statusCategory");
            issue = new JiraIssue(first.GetProperty("key").GetString()!, category.GetProperty("key").GetString() == "done");
            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static string? FindTransition(string body, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            foreach (JsonElement transition in document.RootElement.GetProperty("transitions").EnumerateArray())
            {
                if (transition.GetProperty("name").GetString() == name) return transition.GetProperty("id").GetString();
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // An answer that is no list has no transition in it, either.
        }

        return null;
    }
}
