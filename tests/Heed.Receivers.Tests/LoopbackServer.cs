using System.Net;
using System.Text;
using System.Threading.Channels;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Heed.Receivers.Tests;

/// <summary>A real HTTP server on a free loopback port that keeps what it was sent and answers as the test wants.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _application;
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>();

    private LoopbackServer(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        _application = builder.Build();
        _application.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
            Request request = new(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.ContentType ?? "",
                context.Request.Headers.Authorization.ToString(),
                await reader.ReadToEndAsync());
            await _requests.Writer.WriteAsync(request);
            await answer(context);
        });
    }

    /// <summary>As <c>http://127.0.0.1:12345</c>.</summary>
    public string Url => _application.Urls.First();

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        LoopbackServer server = new(answer ?? (_ => Task.CompletedTask));
        await server._application.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Answer(int status, string body, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    };

    /// <summary>The next request, which has to come within <see cref="Patience"/>.</summary>
    public async Task<Request> TakeAsync()
    {
        using CancellationTokenSource late = new(Patience);
        return await _requests.Reader.ReadAsync(late.Token);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    public sealed record Request(string Method, string Path, string ContentType, string Authorization, string Body);
}
