using System.Text.Json;

using Heed.Alerting.OnCall;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Server.Endpoints;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.OnCall;

/// <summary>Temporary changes: somebody stands in, or takes the shift.</summary>
internal static class OverrideEndpoints
{
    private const int MostText = 500;

    public static void MapOverrides(this RouteGroupBuilder api)
    {
        api.MapGet("/overrides", (Station station) => TypedResults.Json(
                new OverrideFigures([.. station.OnCall.Overrides.All.Select(OnCallViews.Override)]), OnCallJson.Default.OverrideFigures))
            .WithName("OnCallOverrides").WithSummary("The overrides that people made").Produces<OverrideFigures>();
        api.MapPost("/schedules/{name}/overrides", (string name, HttpContext context, Station station, EngineLoop loop, TimeProvider clock) =>
                AddAsync(name, context, station, loop, clock, takesShift: false))
            .WithName("AddOnCallOverride").WithSummary("Lets somebody stand in for a time")
            .Accepts<OverrideWish>("application/json").Produces<OverrideFigure>()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest).Produces<ApiProblem>(StatusCodes.Status404NotFound);
        api.MapPost("/schedules/{name}/take", (string name, HttpContext context, Station station, EngineLoop loop, TimeProvider clock) =>
                AddAsync(name, context, station, loop, clock, takesShift: true))
            .WithName("TakeOnCallShift").WithSummary("Takes the shift from now on, to its end or for a time")
            .Accepts<OverrideWish>("application/json").Produces<OverrideFigure>()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest).Produces<ApiProblem>(StatusCodes.Status404NotFound);
        api.MapDelete("/overrides/{id}", RemoveAsync).WithName("RemoveOnCallOverride").WithSummary("Ends an override now")
            .Produces(StatusCodes.Status204NoContent).Produces<ApiProblem>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AddAsync(string name, HttpContext context, Station station, EngineLoop loop, TimeProvider clock, bool takesShift)
    {
        if (station.OnCall.Overrides.Timetable(name) is not { } table) return OnCallEndpoints.NoSchedule(name);
        OverrideWish? wish = await ReadAsync(context).ConfigureAwait(false);
        if (wish?.Person is not { Length: > 0 } || wish.By?.Length > MostText || wish.Comment?.Length > MostText)
        {
            return OnCallEndpoints.Problem("expected {\"person\": …, \"from\": …, \"to\" or \"for\": …, \"by\": …, \"comment\": …}", StatusCodes.Status400BadRequest);
        }

        long nowMs = OnCallEndpoints.Ms(clock);
        ParseResult<Override> wanted = Read(wish, table, nowMs, takesShift);
        if (!wanted.IsSuccess) return OnCallEndpoints.Problem(wanted.Error.Message, StatusCodes.Status400BadRequest);
        (OverrideOutcome outcome, Override made) = await loop.ChangeAsync(
            _ => (station.OnCall.Overrides.Add(wanted.Value, nowMs, out Override stored), stored), context.RequestAborted).ConfigureAwait(false);
        return outcome == OverrideOutcome.Done
            ? TypedResults.Json(OnCallViews.Override(made), OnCallJson.Default.OverrideFigure)
            : OnCallEndpoints.Problem(Words(outcome, wanted.Value), outcome == OverrideOutcome.UnknownPerson ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
    }

    private static ParseResult<Override> Read(OverrideWish wish, Timetable table, long nowMs, bool takesShift)
    {
        TimeZoneInfo zone = table.Schedule.Zone;
        long fromMs = nowMs;
        if (wish.From is { } from && (takesShift || !LocalMoment.TryParse(from, zone, out fromMs))) return Refuse(takesShift ? "expected no \"from\": a shift is taken now" : NoTime("from"));
        long toMs;
        if (wish.To is not null && wish.For is not null) return Refuse("expected one of \"to\" and \"for\", found both");
        if (wish.To is { } to)
        {
            if (!LocalMoment.TryParse(to, zone, out toMs)) return Refuse(NoTime("to"));
        }
        else if (wish.For is { } length)
        {
            ParseResult<TimeSpan> duration = PrometheusDuration.Parse(length);
            if (!duration.IsSuccess) return Refuse($"expected \"for\" to be a duration such as 8h, found \"{length}\"");
            toMs = fromMs + (long)duration.Value.TotalMilliseconds;
        }
        else if (takesShift)
        {
            if (table.ShiftAt(nowMs) is not { ToMs: < long.MaxValue } shift) return Refuse("expected \"for\" or \"to\": there is no shift now that ends");
            toMs = shift.ToMs;
        }
        else return Refuse("expected one of \"to\" (a time) and \"for\" (a duration)");

        return ParseResult<Override>.Success(new Override("", table.Schedule.Name, wish.Person!, fromMs, toMs, wish.By ?? "", wish.Comment ?? ""));
    }

    private static string NoTime(string name) => $"expected \"{name}\" to be a time such as 2026-03-07T09:00:00Z, or \"2026-03-07 09:00\" by the schedule's clock";

    private static ParseResult<Override> Refuse(string message) => ParseResult<Override>.Failure(message);

    private static async Task<OverrideWish?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, OnCallJson.Default.OverrideWish, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> RemoveAsync(string id, Station station, EngineLoop loop, TimeProvider clock, CancellationToken cancellation)
    {
        long nowMs = OnCallEndpoints.Ms(clock);
        OverrideOutcome outcome = await loop.ChangeAsync(_ => station.OnCall.Overrides.Remove(id, nowMs), cancellation).ConfigureAwait(false);
        return outcome == OverrideOutcome.Done ? TypedResults.NoContent() : OnCallEndpoints.Problem($"there is no override {id}", StatusCodes.Status404NotFound);
    }

    private static string Words(OverrideOutcome outcome, Override wanted) => outcome switch
    {
        OverrideOutcome.UnknownPerson => $"there is no person {wanted.Person}",
        OverrideOutcome.WrongTimes => "expected an end after the beginning, and not in the past",
        OverrideOutcome.Full => $"there are as many overrides as there may be ({OverrideStore.MostOverrides})",
        _ => $"there is no schedule {wanted.Schedule}",
    };
}
