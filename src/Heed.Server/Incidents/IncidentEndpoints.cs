using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Server.Endpoints;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Incidents;

/// <summary><c>/v1/incidents</c>: what interrupts people, and what they do about it.</summary>
internal static class IncidentEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostIncidents = 1000;
    private const int MostWhoLength = 200;
    private const int MostNoteLength = 10_000;

    private static readonly TimeSpan DefaultSince = TimeSpan.FromDays(28);
    private static readonly string[] States = ["open", "acknowledged", "resolved", "closed"];

    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1/incidents");
        api.MapGet("", List).WithName("Incidents").WithSummary("Incidents: those that are not closed first, the newest first")
            .WithDescription("state: open, acknowledged, resolved or closed; since: how old closed ones may be, in seconds (28 days).");
        api.MapGet("/{id}", FindAsync).WithName("Incident").WithSummary("One incident with its alerts and its timeline");
        MapAction(
            api, "acknowledge", "Somebody has it: escalation waits, nothing is repeated",
            (alerts, now, id, a) => alerts.Acknowledge(id, a.Who!, now, a.Note ?? ""));
        MapAction(api, "unacknowledge", "Nobody has it any more", (alerts, now, id, a) => alerts.Unacknowledge(id, a.Who!, now, a.Note ?? ""));
        MapAction(api, "comment", "Adds a line to the timeline", (alerts, now, id, a) => alerts.Comment(id, a.Who!, now, a.Note ?? ""));
        MapAction(
            api, "resolve", "It is over, whatever still fires",
            (alerts, now, id, a) => alerts.ResolveIncident(id, a.Who!, now, a.Note ?? ""));
        MapAction(
            api, "verdict", "acted_on, noise, or none to take it back",
            (alerts, now, id, a) => alerts.Judge(id, Verdict(a.Verdict)!.Value, a.Who!, now, a.Note ?? ""));
    }

    private static void MapAction(
        RouteGroupBuilder api, string name, string summary, Func<AlertDispatcher, long, string, IncidentAction, IncidentOutcome> act) =>
        api.MapPost(
                "/{id}/" + name,
                (string id, HttpContext context, IncidentDesk desk, CancellationToken cancellation) =>
                    ActAsync(id, name, context, desk, act, cancellation))
            .WithName(char.ToUpperInvariant(name[0]) + name[1..] + "Incident").WithSummary(summary)
            .WithDescription("409 where it is so already, or the incident is closed.")
            .Accepts<IncidentAction>("application/json")
            .Produces<IncidentDetail>()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound)
            .Produces<ApiProblem>(StatusCodes.Status409Conflict);

    private static Results<Ok<IncidentList>, BadRequest<ApiProblem>> List(
        IncidentDesk desk, TimeProvider clock, string? state, string? model, long? since, int? limit)
    {
        if (state is not null && !States.Contains(state))
        {
            return TypedResults.BadRequest(new ApiProblem($"state: expected one of {string.Join(", ", States)}, found \"{state}\""));
        }

        long seconds = Math.Clamp(since ?? (long)DefaultSince.TotalSeconds, 0, (long)TimeSpan.FromDays(3650).TotalSeconds);
        IReadOnlyList<Incident> all = desk.List(clock.GetUtcNow().ToUnixTimeMilliseconds() - (seconds * 1000), model);
        IEnumerable<Incident> asked = all.Where(i => state is null || IncidentViews.Word(i.State) == state);
        int most = Math.Clamp(limit ?? DefaultLimit, 1, MostIncidents);
        int open = all.Count(i => i.State is IncidentState.Open or IncidentState.Acknowledged);
        return TypedResults.Ok(new IncidentList([.. asked.Take(most).Select(IncidentViews.Figure)], open));
    }

    private static async Task<Results<Ok<IncidentDetail>, NotFound<ApiProblem>>> FindAsync(
        string id, IncidentDesk desk, CancellationToken cancellation)
    {
        if (desk.Find(id) is not { } incident) return TypedResults.NotFound(Unknown(id));
        return TypedResults.Ok(IncidentViews.Detail(incident, await desk.DeploymentsAsync(incident, cancellation).ConfigureAwait(false)));
    }

    private static async Task<IResult> ActAsync(
        string id,
        string name,
        HttpContext context,
        IncidentDesk desk,
        Func<AlertDispatcher, long, string, IncidentAction, IncidentOutcome> act,
        CancellationToken cancellation)
    {
        IncidentAction? action = await ReadAsync(context, cancellation).ConfigureAwait(false);
        if (Wrong(name, action) is { } wrong) return Problem(wrong, StatusCodes.Status400BadRequest);
        IncidentOutcome outcome = await desk.ActAsync((alerts, now) => act(alerts, now, id, action!), cancellation).ConfigureAwait(false);
        return outcome switch
        {
            IncidentOutcome.Done => (await FindAsync(id, desk, cancellation).ConfigureAwait(false)).Result,
            IncidentOutcome.Unknown => Problem(Unknown(id).Error, StatusCodes.Status404NotFound),
            IncidentOutcome.Closed => Problem($"the incident {id} is closed", StatusCodes.Status409Conflict),
            _ => Problem($"the incident {id} is so already", StatusCodes.Status409Conflict),
        };
    }

    /// <summary>Why a request cannot be done; null where it can.</summary>
    private static string? Wrong(string name, IncidentAction? action)
    {
        if (action is null) return "expected {\"who\": …, \"note\": …}";
        if (action.Who is not { Length: > 0 and <= MostWhoLength }) return $"who: expected 1 to {MostWhoLength} characters";
        if (action.Note is { Length: > MostNoteLength }) return $"note: expected at most {MostNoteLength} characters";
        if (name == "comment" && string.IsNullOrWhiteSpace(action.Note)) return "note: expected the comment's text, found none";
        if (name == "verdict" && Verdict(action.Verdict) is null) return $"verdict: expected acted_on, noise or none, found \"{action.Verdict}\"";
        return null;
    }

    private static IncidentVerdict? Verdict(string? word) => word switch
    {
        "acted_on" => IncidentVerdict.ActedOn,
        "noise" => IncidentVerdict.Noise,
        "none" => IncidentVerdict.None,
        _ => null,
    };

    private static async Task<IncidentAction?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            Stream body = context.Request.Body;
            return await JsonSerializer.DeserializeAsync(body, IncidentJson.Default.IncidentAction, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ApiProblem Unknown(string id) => new($"there is no incident {id}");

    private static IResult Problem(string text, int status) =>
        TypedResults.Json(new ApiProblem(text), ApiJson.Default.ApiProblem, statusCode: status);
}
