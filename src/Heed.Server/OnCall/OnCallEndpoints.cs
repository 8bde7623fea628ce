using Heed.Alerting.Calendars;
using Heed.Alerting.OnCall;
using Heed.Model.Time;
using Heed.Server.Endpoints;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.OnCall;

/// <summary><c>/v1/oncall</c>: who is on call, calendars, changes, escalations, and the ways to acknowledge.</summary>
internal static class OnCallEndpoints
{
    private const long DayMs = 24L * 3600 * 1000;
    private const long DefaultAheadMs = 14 * DayMs;
    private const long MostSpanMs = 400 * DayMs;

    /// <summary>A calendar shows the last week and the next three months.</summary>
    private const long CalendarBackMs = 7 * DayMs;
    private const long CalendarAheadMs = 92 * DayMs;

    public static void MapOnCall(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1/oncall");
        api.MapGet("", (Station station, TimeProvider clock) => TypedResults.Ok(OnCallViews.Now(station.OnCall, Ms(clock))))
            .WithName("OnCall").WithSummary("Who is on call now and next");
        api.MapGet("/schedules/{name}", Schedule).WithName("OnCallSchedule").WithSummary("A schedule's shifts from a time to a time")
            .Produces<ScheduleDetail>().Produces<ApiProblem>(StatusCodes.Status400BadRequest).Produces<ApiProblem>(StatusCodes.Status404NotFound);
        api.MapGet("/schedules/{name}.ics", ScheduleCalendar).WithName("OnCallScheduleCalendar").WithSummary("A schedule as a calendar to subscribe to");
        api.MapGet("/people/{name}.ics", PersonCalendar).WithName("OnCallPersonCalendar").WithSummary("A person's shifts as a calendar to subscribe to");
        api.MapOverrides();
        api.MapEscalations();
        api.MapAcknowledgement();
        api.MapSlack();
    }

    internal static long Ms(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    internal static IResult Problem(string text, int status) => TypedResults.Json(new ApiProblem(text), ApiJson.Default.ApiProblem, statusCode: status);

    internal static IResult NoSchedule(string name) => Problem($"there is no schedule {name}", StatusCodes.Status404NotFound);

    private static IResult Schedule(string name, Station station, TimeProvider clock, string? from, string? to)
    {
        if (station.OnCall.Overrides.Timetable(name) is not { } table) return NoSchedule(name);
        long fromMs = Ms(clock);
        if (from is not null && !Rfc3339.TryParse(from, out fromMs)) return NoTime("from");
        long toMs = fromMs + DefaultAheadMs;
        if (to is not null && !Rfc3339.TryParse(to, out toMs)) return NoTime("to");
        if (toMs <= fromMs || toMs - fromMs > MostSpanMs)
        {
            return Problem($"expected \"to\" after \"from\", by {MostSpanMs / DayMs} days at most", StatusCodes.Status400BadRequest);
        }

        ScheduleDetail detail = new(name, table.Schedule.Zone.Id, [.. table.Shifts(fromMs, toMs).Select(s => OnCallViews.Shift(s, station.OnCall.Configuration))]);
        return TypedResults.Json(detail, OnCallJson.Default.ScheduleDetail);
    }

    private static IResult NoTime(string name) =>
        Problem($"expected {name} to be a time such as 2026-03-02T00:00:00Z", StatusCodes.Status400BadRequest);

    private static IResult ScheduleCalendar(string name, Station station, TimeProvider clock)
    {
        if (station.OnCall.Overrides.Timetable(name) is not { } table) return NoSchedule(name);
        return Calendar(name, Shifts(table, Ms(clock)).Select(s => KeyValuePair.Create(name, s)), station, Ms(clock));
    }

    private static IResult PersonCalendar(string name, Station station, TimeProvider clock)
    {
        OnCallConfiguration configuration = station.OnCall.Configuration;
        if (configuration.FindPerson(name) is not { } person) return Problem($"there is no person {name}", StatusCodes.Status404NotFound);
        IReadOnlyList<Override> changes = station.OnCall.Overrides.All;
        IEnumerable<KeyValuePair<string, Shift>> shifts = configuration.Schedules
            .SelectMany(s => Shifts(new Timetable(s, changes), Ms(clock)).Where(shift => shift.Person == name).Select(shift => KeyValuePair.Create(s.Name, shift)))
            .OrderBy(s => s.Value.FromMs);
        return Calendar($"{person.FullName} on call", shifts, station, Ms(clock));
    }

    private static IReadOnlyList<Shift> Shifts(Timetable table, long nowMs) => table.Shifts(nowMs - CalendarBackMs, nowMs + CalendarAheadMs);

    private static IResult Calendar(string title, IEnumerable<KeyValuePair<string, Shift>> shifts, Station station, long nowMs) =>
        TypedResults.Text(CalendarText.Write(title, shifts, station.OnCall.Configuration.People, nowMs), "text/calendar; charset=utf-8");
}
