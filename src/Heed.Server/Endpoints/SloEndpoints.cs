using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>/v1/slos</c>: objectives, their budgets, and whether a model may be deployed.</summary>
internal static class SloEndpoints
{
    public static void MapSlos(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1/slos");
        api.MapGet("", async (SloViews views, CancellationToken cancellation) =>
                TypedResults.Ok(await views.ListAsync(cancellation).ConfigureAwait(false)))
            .WithName("Slos").WithSummary("Every objective with its budget, what burns first");
        api.MapGet("/{model}/gate", GateAsync).WithName("SloGate").WithSummary("Whether the budget policy allows a deployment of a model");
        api.MapGet("/{model}/{name}", FindAsync).WithName("Slo").WithSummary("One objective with its budget's history and its rules");
    }

    private static async Task<Results<Ok<SloDetail>, NotFound<ApiProblem>>> FindAsync(string model, string name, SloViews views, CancellationToken cancellation) =>
        await views.FindAsync(model, name, cancellation).ConfigureAwait(false) is { } slo
            ? TypedResults.Ok(slo)
            : TypedResults.NotFound(new ApiProblem($"there is no objective {name} of {model}"));

    private static async Task<Results<Ok<SloGate>, NotFound<ApiProblem>>> GateAsync(string model, SloViews views, CancellationToken cancellation) =>
        await views.GateAsync(model, cancellation).ConfigureAwait(false) is { } gate
            ? TypedResults.Ok(gate)
            : TypedResults.NotFound(new ApiProblem($"there is no objective of {model}"));
}
