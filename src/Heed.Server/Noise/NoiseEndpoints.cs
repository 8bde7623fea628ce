using Heed.Server.Endpoints;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Noise;

/// <summary><c>/v1/noise</c>: the noise report.</summary>
internal static class NoiseEndpoints
{
    private const long DefaultSeconds = 28 * 86_400;
    private const long MostSeconds = 3650L * 86_400;

    public static void MapNoise(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/noise", Read)
        .WithName("Noise").WithSummary("How much people were interrupted, by service and week, and by which rules")
        .WithDescription("since: how far back, in seconds (28 days); zone: an IANA time zone whose weeks and nights count (UTC).");

    private static Results<Ok<NoiseAnswer>, BadRequest<ApiProblem>> Read(NoiseReport report, TimeProvider clock, long? since, string? zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "UTC", out TimeZoneInfo? found))
        {
            return TypedResults.BadRequest(new ApiProblem($"zone: expected an IANA time zone such as Europe/Berlin, found \"{zone}\""));
        }

        long toMs = clock.GetUtcNow().ToUnixTimeMilliseconds() + 1;
        return TypedResults.Ok(report.Read(toMs - (Math.Clamp(since ?? DefaultSeconds, 1, MostSeconds) * 1000), toMs, found));
    }
}
