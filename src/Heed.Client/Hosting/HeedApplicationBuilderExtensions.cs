using Heed.Client;
using Heed.Client.Hosting;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Heed in a service's pipeline.</summary>
public static class HeedApplicationBuilderExtensions
{
    /// <summary>
    /// Watches the requests below a path as predictions of a model: their time, their failures (an exception, or a status of 500 and
    /// more), their endpoint.
    /// The handler says features and answer through <c>context.Prediction()</c>.
    /// </summary>
    public static IApplicationBuilder UseHeed(this IApplicationBuilder app, PathString path, string model)
    {
        ModelClient watched = app.ApplicationServices.GetRequiredService<HeedClient>().Model(model);
        return app.UseWhen(
            context => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(next => context => PredictionMiddleware.InvokeAsync(context, next, watched, path)));
    }
}
