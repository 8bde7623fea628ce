using Heed.Server.Hosting;
using Heed.Server.Leadership;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Endpoints;

/// <summary>Heed's own questions: status, models, features, alerts, notifications.</summary>
internal static class HeedEndpoints
{
    private const int DefaultNotifications = 100;
    private const int MostNotifications = 1000;

    public static void MapHeed(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/v1");
        api.MapGet("/status", async (Views views, CancellationToken cancellation) => TypedResults.Ok(await views.StatusAsync(cancellation).ConfigureAwait(false)))
            .WithName("Status").WithSummary("The engine's time, and how many alerts there are");
        api.MapGet("/models", async (Views views, CancellationToken cancellation) => TypedResults.Ok(await views.ModelsAsync(cancellation).ConfigureAwait(false)))
            .WithName("Models").WithSummary("Every model at a glance, worst first");
        api.MapGet("/models/{name}", ModelAsync).WithName("Model").WithSummary("One model");
        api.MapGet("/models/{name}/features", FeaturesAsync).WithName("Features").WithSummary("A model's features against the baseline, worst first");
        api.MapGet("/models/{name}/features/{feature}", FeatureAsync).WithName("Feature").WithSummary("One feature with its distributions");
        api.MapGet("/alerts", (Views views) => TypedResults.Ok(views.Alerts())).WithName("Alerts").WithSummary("Alerts of all rules with their way to people");
        api.MapGet("/notifications", (Views views, int? limit) => TypedResults.Ok(views.Notifications(Math.Clamp(limit ?? DefaultNotifications, 1, MostNotifications))))
            .WithName("Notifications").WithSummary("The outbox, newest first");
        routes.MapGet("/healthz", () => TypedResults.Text("ok\n")).ExcludeFromDescription();
        routes.MapGet("/readyz", (HttpContext context) => TypedResults.Text(Readiness(context.RequestServices.GetService<PairStatus>()))).ExcludeFromDescription();
        routes.MapGet("/metrics", (HttpContext context, Station station, TimeProvider clock) => Exposition.WriteAsync(context, station, clock)).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ModelDetail>, NotFound<ApiProblem>>> ModelAsync(string name, Views views, CancellationToken cancellation)
    {
        ModelDetail? model = await views.ModelAsync(name, cancellation).ConfigureAwait(false);
        return model is null ? TypedResults.NotFound(NoModel(name)) : TypedResults.Ok(model);
    }

    private static async Task<Results<Ok<FeatureList>, NotFound<ApiProblem>>> FeaturesAsync(string name, Views views, CancellationToken cancellation)
    {
        IReadOnlyList<FeatureDetail>? features = await views.FeaturesAsync(name, cancellation).ConfigureAwait(false);
        return features is null ? TypedResults.NotFound(NoModel(name)) : TypedResults.Ok(new FeatureList(features));
    }

    private static async Task<Results<Ok<FeatureDetail>, NotFound<ApiProblem>>> FeatureAsync(
        string name, string feature, Views views, CancellationToken cancellation)
    {
        IReadOnlyList<FeatureDetail>? features = await views.FeaturesAsync(name, cancellation).ConfigureAwait(false);
        if (features is null) return TypedResults.NotFound(NoModel(name));
        FeatureDetail? found = features.FirstOrDefault(f => f.Name == feature);
        return found is null ? TypedResults.NotFound(new ApiProblem($"the model {name} has no feature {feature}")) : TypedResults.Ok(found);
    }

    /// <summary>It answers once everything is recovered: there is nothing left to wait for.</summary>
    private static string Readiness(PairStatus? pair) => pair is null ? "ready\n" : PairBody.Of(pair).Describe() + "\n";

    private static ApiProblem NoModel(string name) => new($"there is no model {name}");
}
