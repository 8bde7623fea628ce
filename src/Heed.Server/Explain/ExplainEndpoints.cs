using System.Globalization;

using Heed.Model.Labels;
using Heed.Server.Endpoints;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Explain;

/// <summary><c>/v1/explain</c>: why, and why not.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/explain", Explain)
        .WithName("Explain").WithSummary("Why an alert did or did not fire, and who was or was not told")
        .WithDescription("alert: a name or a fingerprint; at: RFC 3339, now without it; label: NAME=VALUE, any number.");

    private static Results<Ok<ExplainAnswer>, BadRequest<ApiProblem>> Explain(
        AlertExplainer explainer, TimeProvider clock, string? alert, string? at, string[]? label)
    {
        if (string.IsNullOrEmpty(alert)) return TypedResults.BadRequest(new ApiProblem("alert: expected a name or a fingerprint, found none"));
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long atMs = nowMs;
        if (at is not null)
        {
            bool isTime = DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
            if (!isTime) return TypedResults.BadRequest(new ApiProblem($"at: expected a time such as 2026-03-01T10:00:00Z, found \"{at}\""));
            atMs = time.ToUnixTimeMilliseconds();
        }

        LabelSetBuilder labels = new();
        foreach (string pair in label ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return TypedResults.BadRequest(new ApiProblem($"label: expected NAME=VALUE, found \"{pair}\""));
            labels.Set(pair[..equals], pair[(equals + 1)..]);
        }

        return TypedResults.Ok(explainer.Explain(alert, labels.Build(), atMs, isNow: atMs >= nowMs));
    }
}
