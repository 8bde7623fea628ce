using Heed.Client;
using Heed.Client.Hosting;

namespace Microsoft.AspNetCore.Http;

/// <summary>The prediction of a watched request.</summary>
public static class HeedHttpContextExtensions
{
    /// <exception cref="InvalidOperationException">No <c>UseHeed</c> watches this request.</exception>
    public static Prediction Prediction(this HttpContext context) => context.Features.Get<PredictionFeature>()?.Prediction
        ?? throw new InvalidOperationException($"expected a path that app.UseHeed watches, found {context.Request.Path}");
}
