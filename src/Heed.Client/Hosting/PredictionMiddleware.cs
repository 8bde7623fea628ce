using Microsoft.AspNetCore.Http;

namespace Heed.Client.Hosting;

/// <summary>Watches one request as a prediction.</summary>
internal static class PredictionMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, ModelClient model, PathString path)
    {
        using Prediction prediction = model.Predict();
        prediction.Endpoint(path.Value ?? "/");
        context.Features.Set(new PredictionFeature(prediction));
        try
        {
            await next(context).ConfigureAwait(false);
            int status = context.Response.StatusCode;
            if (status >= StatusCodes.Status500InternalServerError) prediction.Fail($"Http{status}");
        }
        catch (Exception error)
        {
            prediction.Fail(error);
            throw;
        }
    }
}
