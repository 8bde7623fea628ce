using System.Text.Json;

using Heed.Alerting.Silences;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Alertmanager;

/// <summary><c>/api/v2/silences</c> and <c>/api/v2/silence/{id}</c>.</summary>
internal static class SilenceEndpoints
{
    public static void MapSilences(this RouteGroupBuilder api)
    {
        api.MapGet("/silences", ListAsync);
        api.MapPost("/silences", PutAsync);
        api.MapGet("/silence/{id}", FindAsync);
        api.MapDelete("/silence/{id}", ExpireAsync);
    }

    /// <summary>Active first, then pending, then expired; those that end first before the others.</summary>
    private static Task ListAsync(HttpContext context, Station station, TimeProvider clock)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> filter = AlertQuestion.ReadMatchers(context.Request.Query["filter"]);
        if (!filter.IsSuccess) return ApiAnswers.RefuseAsync(context, filter.Error!.Message);
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        IEnumerable<Silence> silences = station.Alerts.Silences.All
            .Where(s => filter.Value.All(f => IsAsked(s, f)))
            .OrderBy(s => s.StateAt(nowMs) switch { SilenceState.Active => 0, SilenceState.Pending => 1, _ => 2 })
            .ThenBy(s => s.StateAt(nowMs) == SilenceState.Pending ? s.StartsAtMs : s.EndsAtMs);
        return ApiAnswers.WriteAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (Silence silence in silences) SilenceBody.Write(writer, silence, nowMs);
            writer.WriteEndArray();
        });
    }

    /// <summary>A filter asks for the values of the silence's own matchers; one without such a matcher counts as empty.</summary>
    private static bool IsAsked(Silence silence, LabelMatcher filter)
    {
        LabelMatcher? own = silence.Matchers.FirstOrDefault(m => m.Name == filter.Name);
        return filter.Matches(own?.Value ?? "");
    }

    private static async Task PutAsync(HttpContext context, Station station, EngineLoop loop, TimeProvider clock)
    {
        byte[]? body = await RequestBodies.ReadAsync(context).ConfigureAwait(false);
        if (body is null) return;
        ParseResult<Silence> wanted = SilenceBody.Read(body);
        if (!wanted.IsSuccess)
        {
            await ApiAnswers.RefuseAsync(context, wanted.Error!.Message).ConfigureAwait(false);
            return;
        }

        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        (SilenceOutcome outcome, Silence stored) = await loop.ChangeAsync(
            _ => (station.Alerts.Silences.Put(wanted.Value, nowMs, out Silence silence), silence), context.RequestAborted).ConfigureAwait(false);
        if (outcome == SilenceOutcome.Done)
        {
            await ApiAnswers.WriteAsync(context, writer => WriteId(writer, stored.Id)).ConfigureAwait(false);
            return;
        }

        int status = outcome == SilenceOutcome.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
        await ApiAnswers.RefuseAsync(context, Words(outcome), status).ConfigureAwait(false);
    }

    private static Task FindAsync(HttpContext context, string id, Station station, TimeProvider clock)
    {
        if (station.Alerts.Silences.Find(id) is not { } silence) return NotFound(context);
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return ApiAnswers.WriteAsync(context, writer => SilenceBody.Write(writer, silence, nowMs));
    }

    private static async Task ExpireAsync(HttpContext context, string id, Station station, EngineLoop loop, TimeProvider clock)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        SilenceOutcome outcome = await loop.ChangeAsync(_ => station.Alerts.Silences.Expire(id, nowMs), context.RequestAborted).ConfigureAwait(false);
        if (outcome == SilenceOutcome.Unknown) await NotFound(context).ConfigureAwait(false);
    }

    private static Task NotFound(HttpContext context) =>
        ApiAnswers.RefuseAsync(context, Words(SilenceOutcome.Unknown), StatusCodes.Status404NotFound);

    private static void WriteId(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("silenceID", id);
        writer.WriteEndObject();
    }

    private static string Words(SilenceOutcome outcome) => outcome switch
    {
        SilenceOutcome.MatchesEverything => "at least one matcher must not match the empty string",
        SilenceOutcome.WrongTimes => "the end has to be after the start, and not in the past",
        SilenceOutcome.Full => "there are as many silences as there may be",
        _ => "silence not found",
    };
}
