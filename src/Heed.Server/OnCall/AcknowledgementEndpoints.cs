using System.Text.Encodings.Web;

using Heed.Alerting.Escalation;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Heed.Server.OnCall;

/// <summary>
/// <c>/v1/oncall/acknowledge</c>, where signed links lead. Opening one shows a page and does nothing: programs that preview links open
/// them, too. The page's button posts.
/// </summary>
internal static class AcknowledgementEndpoints
{
    private const int MostFormBytes = 8 * 1024;

    public static void MapAcknowledgement(this RouteGroupBuilder api)
    {
        api.MapGet("/acknowledge", Show).ExcludeFromDescription();
        api.MapPost("/acknowledge", ActAsync).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, Station station, TimeProvider clock, string? token)
    {
        LinkOutcome outcome = station.OnCall.Links.Check(token ?? "", OnCallEndpoints.Ms(clock), out string incident, out _);
        if (outcome != LinkOutcome.Valid) return Refuse(context, outcome);
        EscalationState? state = station.OnCall.Escalations.Find(incident);
        string title = state?.Interruption.Title ?? $"Incident {incident}";
        string standing = state switch
        {
            { Phase: EscalationPhase.Acknowledged } => $"{state.AcknowledgedBy} has acknowledged it.",
            { Phase: EscalationPhase.Resolved } => "It is over.",
            null => "It is no longer known here.",
            _ => "Nobody has acknowledged it yet.",
        };
        bool isOpen = state is not null and not { Phase: EscalationPhase.Resolved };
        string button = isOpen
            ? $"<form method=\"post\" action=\"acknowledge\"><input type=\"hidden\" name=\"token\" value=\"{Encode(token!)}\"><button>Acknowledge</button></form>"
            : "";
        return Page(context, title, standing, button, StatusCodes.Status200OK);
    }

    private static async Task<IResult> ActAsync(HttpContext context, Station station, EngineLoop loop, TimeProvider clock)
    {
        string token = await ReadTokenAsync(context).ConfigureAwait(false);
        long nowMs = OnCallEndpoints.Ms(clock);
        LinkOutcome link = station.OnCall.Links.Check(token, nowMs, out string incident, out string person);
        if (link != LinkOutcome.Valid) return Refuse(context, link);
        EscalationOutcome outcome =
            await loop.ChangeAsync(_ => station.OnCall.Acknowledge(incident, person, nowMs, "by link"), context.RequestAborted).ConfigureAwait(false);
        string name = station.OnCall.Configuration.FindPerson(person)?.FullName ?? person;
        return outcome switch
        {
            EscalationOutcome.Done or EscalationOutcome.Already => Page(context, "Acknowledged", $"{name} has it. No further step is taken.", "", StatusCodes.Status200OK),
            EscalationOutcome.Resolved => Page(context, "Over", "The incident is over; there is nothing left to acknowledge.", "", StatusCodes.Status200OK),
            _ => Page(context, "Not known", "The incident is no longer known here.", "", StatusCodes.Status404NotFound),
        };
    }

    private static async Task<string> ReadTokenAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > MostFormBytes) return "";
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        return form.TryGetValue("token", out StringValues value) ? value.ToString() : "";
    }

    private static IResult Refuse(HttpContext context, LinkOutcome outcome) => outcome == LinkOutcome.Expired
        ? Page(context, "Expired", "This link can no longer be used. Newer notices carry newer links.", "", StatusCodes.Status410Gone)
        : Page(context, "Not valid", "This is not a link that this server has made.", "", StatusCodes.Status403Forbidden);

    private static IResult Page(HttpContext context, string title, string text, string form, int status)
    {
        // The address is a secret: it goes into no other site's log, no cache, and no frame.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        string html = $$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{{Encode(title)}}</title>
            <style>body { font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem; color-scheme: light dark }
            button { font: inherit; width: 100%; padding: 1rem; border: 0; border-radius: 8px; background: #1b6ac9; color: #fff }</style></head>
            <body><h1>{{Encode(title)}}</h1><p>{{Encode(text)}}</p>{{form}}</body></html>
            """;
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
