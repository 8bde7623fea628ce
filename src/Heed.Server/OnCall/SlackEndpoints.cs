using System.Text.Json;

using Heed.Alerting.Escalation;
using Heed.Alerting.OnCall;
using Heed.Receivers.Slack;
using Heed.Server.Alertmanager;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.OnCall;

/// <summary><c>POST /v1/oncall/slack</c>: Slack says that somebody pressed the button of a notice.</summary>
internal static class SlackEndpoints
{
    public static void MapSlack(this RouteGroupBuilder api)
    {
        SlackRequests requests = new(SlackRequests.DefaultCapacity);
        api.MapPost("/slack", (HttpContext context, Station station, EngineLoop loop, TimeProvider clock) => TakeAsync(context, station, loop, clock, requests))
            .ExcludeFromDescription();
    }

    private static async Task TakeAsync(HttpContext context, Station station, EngineLoop loop, TimeProvider clock, SlackRequests requests)
    {
        if (station.OnCall.Configuration.SlackSigningSecret is not { } credential || !credential.TryReveal(out string secret, out _))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        byte[]? body = await RequestBodies.ReadAsync(context).ConfigureAwait(false);
        if (body is null) return;
        string time = context.Request.Headers["X-Slack-Request-Timestamp"].ToString();
        string signature = context.Request.Headers["X-Slack-Signature"].ToString();
        long nowMs = OnCallEndpoints.Ms(clock);
        SlackRequestOutcome outcome = requests.Check(secret, time, signature, body, nowMs);
        station.Figures.SlackRequests.Of(outcome.ToString().ToLowerInvariant()).Increment();
        if (outcome != SlackRequestOutcome.Accepted)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        string answer = SlackPress.Parse(body) is { } press
            ? await ActAsync(press, station, loop, nowMs, context.RequestAborted).ConfigureAwait(false)
            : "Heed knows no such button.";
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, Answer(answer), cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<string> ActAsync(SlackPress press, Station station, EngineLoop loop, long nowMs, CancellationToken cancellation)
    {
        OnCallDesk desk = station.OnCall;
        LinkOutcome link = desk.Links.Check(press.Value, nowMs, out string incident, out string addressee);
        if (link == LinkOutcome.Expired) return "This button can no longer be used: newer notices carry newer ones.";
        if (link != LinkOutcome.Valid) return "This button is not one that this server has made.";

        // Who pressed counts, not whom the notice was for: in a room everybody sees the button.
        Person? known = desk.Configuration.People.FirstOrDefault(p => p.SlackUser.Length > 0 && p.SlackUser == press.UserId);
        string by = known?.Name ?? (press.UserName.Length > 0 ? press.UserName : addressee);
        EscalationOutcome outcome = await loop.ChangeAsync(_ => station.OnCall.Acknowledge(incident, by, nowMs, "in Slack"), cancellation).ConfigureAwait(false);
        return outcome switch
        {
            EscalationOutcome.Done or EscalationOutcome.Already => $"Acknowledged by {known?.FullName ?? by}.",
            EscalationOutcome.Resolved => "The incident is over.",
            _ => "The incident is no longer known here.",
        };
    }

    private static Dictionary<string, object> Answer(string text) =>
        new() { ["response_type"] = "in_channel", ["replace_original"] = false, ["text"] = text };
}
