using System.Text.Json;

using Heed.Alerting.Escalation;
using Heed.Server.Endpoints;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.OnCall;

/// <summary>Escalations, and acknowledging by API.</summary>
internal static class EscalationEndpoints
{
    private const int MostText = 500;

    public static void MapEscalations(this RouteGroupBuilder api)
    {
        api.MapGet("/escalations", (Station station) => TypedResults.Json(
                new EscalationFigures([.. station.OnCall.Escalations.All.OrderByDescending(e => e.OpenedAtMs).Select(OnCallViews.Escalation)]),
                OnCallJson.Default.EscalationFigures))
            .WithName("OnCallEscalations").WithSummary("Whom incidents page, newest first").Produces<EscalationFigures>();
        api.MapGet("/escalations/{incident}", (string incident, Station station) => station.OnCall.Escalations.Find(incident) is { } state
                ? TypedResults.Json(OnCallViews.Escalation(state), OnCallJson.Default.EscalationFigure)
                : OnCallEndpoints.Problem(Words(EscalationOutcome.Unknown, incident), StatusCodes.Status404NotFound))
            .WithName("OnCallEscalation").WithSummary("One incident's escalation").Produces<EscalationFigure>().Produces<ApiProblem>(StatusCodes.Status404NotFound);
        Map(api, "acknowledge", "AcknowledgeEscalation", "Says that somebody is on it: no further step is taken", (desk, id, by, nowMs, note) => desk.Acknowledge(id, by, nowMs, note));
        Map(api, "unacknowledge", "UnacknowledgeEscalation", "Takes an acknowledgement back: the steps begin anew", (desk, id, by, nowMs, note) => desk.Unacknowledge(id, by, nowMs, note));
    }

    internal static string Words(EscalationOutcome outcome, string incident) => outcome switch
    {
        EscalationOutcome.Done => $"the incident {incident} is acknowledged",
        EscalationOutcome.Already => $"the incident {incident} is so already",
        EscalationOutcome.Resolved => $"the incident {incident} is over",
        _ => $"there is no incident {incident} that is open",
    };

    private static void Map(
        RouteGroupBuilder api, string verb, string name, string summary, Func<OnCallDesk, string, string, long, string, EscalationOutcome> act) =>
        api.MapPost("/escalations/{incident}/" + verb, (string incident, HttpContext context, Station station, EngineLoop loop, TimeProvider clock) =>
                ActAsync(incident, context, station, loop, clock, act))
            .WithName(name).WithSummary(summary).Accepts<AcknowledgementWish>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound)
            .Produces<ApiProblem>(StatusCodes.Status409Conflict);

    private static async Task<IResult> ActAsync(
        string incident,
        HttpContext context,
        Station station,
        EngineLoop loop,
        TimeProvider clock,
        Func<OnCallDesk, string, string, long, string, EscalationOutcome> act)
    {
        AcknowledgementWish? wish = await ReadAsync(context).ConfigureAwait(false);
        if (wish?.By is not { Length: > 0 and <= MostText } by || wish.Note?.Length > MostText)
        {
            return OnCallEndpoints.Problem($"expected {{\"by\": …, \"note\": …}} with who it is, in at most {MostText} characters", StatusCodes.Status400BadRequest);
        }

        long nowMs = OnCallEndpoints.Ms(clock);
        EscalationOutcome outcome = await loop.ChangeAsync(_ => act(station.OnCall, incident, by, nowMs, wish.Note ?? ""), context.RequestAborted).ConfigureAwait(false);
        return outcome switch
        {
            EscalationOutcome.Done => TypedResults.NoContent(),
            EscalationOutcome.Unknown => OnCallEndpoints.Problem(Words(outcome, incident), StatusCodes.Status404NotFound),
            _ => OnCallEndpoints.Problem(Words(outcome, incident), StatusCodes.Status409Conflict),
        };
    }

    private static async Task<AcknowledgementWish?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, OnCallJson.Default.AcknowledgementWish, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
