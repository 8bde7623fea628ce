using Heed.Documents;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>POST /-/reload</c>, as Prometheus has it: off unless the configuration allows administration over HTTP.</summary>
internal static class ReloadEndpoints
{
    public static void MapReload(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/-/reload", [HttpMethods.Post, HttpMethods.Put], ReloadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReloadAsync(Station station, RuleReload reload, CancellationToken cancellation)
    {
        if (!station.Options.Server.AdminApi)
        {
            return Results.Text("the admin API is off; set admin_api: true under server: in heed.yml, or send SIGHUP\n", statusCode: StatusCodes.Status403Forbidden);
        }

        IReadOnlyList<Diagnostic> mistakes = await reload.RunAsync(cancellation).ConfigureAwait(false);
        return mistakes.Count == 0
            ? Results.Text("")
            : Results.Text($"failed to reload, everything stays as it was:\n{string.Join('\n', mistakes)}\n", statusCode: StatusCodes.Status500InternalServerError);
    }
}
