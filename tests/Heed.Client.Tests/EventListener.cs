using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Heed.Client.Tests;

/// <summary>A loopback server that takes events, and answers with the statuses that it was told before it answers with 200.</summary>
internal sealed class EventListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _statuses;

    private EventListener(WebApplication app, int[] statuses)
    {
        _app = app;
        _statuses = new ConcurrentQueue<int>(statuses);
    }

    public Uri Url { get; private set; } = null!;

    public ConcurrentQueue<JsonElement> Events { get; } = new();

    public ConcurrentQueue<int> Batches { get; } = new();

    public ConcurrentDictionary<string, bool> Connections { get; } = new();

    public static async Task<EventListener> StartAsync(int[]? statuses = null, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        EventListener listener = new(builder.Build(), statuses ?? []);
        listener._app.MapPost("/v1/events", listener.TakeAsync);
        await listener._app.StartAsync();
        listener.Url = new Uri(listener._app.Urls.Single());
        return listener;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Connections[context.Connection.Id] = true;
        using StreamReader reader = new(context.Request.Body);
        string[] lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (_statuses.TryDequeue(out int status) && status != 200)
        {
            context.Response.StatusCode = status;
            return;
        }

        Batches.Enqueue(lines.Length);
        foreach (string line in lines)
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            Events.Enqueue(parsed.RootElement.Clone());
        }

        await context.Response.WriteAsync($$"""{"accepted":{{lines.Length}},"rejected":[],"rejected_count":0}""");
    }
}
