using System.Net;
using System.Text.Json.Nodes;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>
/// A real loopback server that keeps the webhooks that it was sent, in order. The first call of <c>/flaky</c> is answered with 500, the
/// first of <c>/picky</c> with 400.
/// </summary>
internal sealed class NoticeListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<(string Path, JsonNode Body)> _notices = [];

    private NoticeListener(WebApplication app) => _app = app;

    /// <summary>With a slash at its end.</summary>
    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<(string Path, JsonNode Body)> Notices
    {
        get
        {
            lock (_gate) return [.. _notices];
        }
    }

    public static async Task<NoticeListener> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        NoticeListener listener = new(app);
        app.Run(listener.TakeAsync);
        await app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        string path = context.Request.Path;
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body))!;
        bool isFirst;
        lock (_gate)
        {
            isFirst = _notices.TrueForAll(n => n.Path != path);
            _notices.Add((path, body));
        }

        context.Response.StatusCode = (path, isFirst) switch { ("/flaky", true) => 500, ("/picky", true) => 400, _ => 200 };
    }
}
