using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Heed.Remote.Tests.Stores;

/// <summary>A server on the loopback interface that answers each request as a test says, by its number from one.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _requests;

    private AnsweringServer(WebApplication application) => _application = application;

    /// <summary>Status, body and the Retry-After header, which is left out where it is null.</summary>
    public Func<int, string, (int Status, string Body, string? RetryAfter)> Answer { get; set; } = (_, _) => (200, "", null);

    public int Requests => Volatile.Read(ref _requests);

    public Dictionary<string, string> LastHeaders { get; } = [];

    public Uri Url => new(_application.Urls.First());

    public static async Task<AnsweringServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        AnsweringServer server = new(application);
        application.MapFallback(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        lock (LastHeaders)
        {
            foreach ((string name, var values) in context.Request.Headers) LastHeaders[name] = values.ToString();
        }

        await context.Request.Body.CopyToAsync(Stream.Null);
        (int status, string body, string? retryAfter) = Answer(Interlocked.Increment(ref _requests), context.Request.Path);
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(body));
    }
}
