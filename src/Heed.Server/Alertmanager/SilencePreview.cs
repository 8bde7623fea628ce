using Heed.Alerting.Dispatching;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Alertmanager;

/// <summary><c>GET /v1/silences/preview?matcher=…</c>: the alerts that a silence of these matchers would hold now, as <c>/api/v2/alerts</c> shows them.</summary>
internal static class SilencePreview
{
    public static void MapSilencePreview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/silences/preview", ShowAsync).WithName("PreviewSilence").WithSummary("The alerts that a silence would hold now");

    private static Task ShowAsync(HttpContext context, Station station, TimeProvider clock)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> matchers = AlertQuestion.ReadMatchers(context.Request.Query["matcher"]);
        if (!matchers.IsSuccess) return ApiAnswers.RefuseAsync(context, matchers.Error.Message);
        if (matchers.Value.All(m => m.MatchesEmpty))
        {
            return ApiAnswers.RefuseAsync(context, "expected at least one matcher that does not match the empty string: a silence of these is refused");
        }

        AlertFilter filter = new() { Matchers = matchers.Value };
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return AlertAnswers.WriteAsync(context, station.Alerts.Known(filter, nowMs));
    }
}
