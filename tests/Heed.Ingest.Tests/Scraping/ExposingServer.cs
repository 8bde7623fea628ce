using System.IO.Compression;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>A target on the loopback interface that answers what a test tells it to.</summary>
internal sealed class ExposingServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ExposingServer(WebApplication application) => _application = application;

    public string Body { get; set; } = "";

    public string ContentType { get; set; } = "text/plain; version=0.0.4";

    public int Status { get; set; } = 200;

    public bool Compresses { get; set; }

    /// <summary>Answers wait for it where it is set.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Of the last request, with its headers.</summary>
    public Dictionary<string, string> LastRequest { get; } = [];

    public bool HasBeenAsked
    {
        get
        {
            lock (LastRequest) return LastRequest.Count > 0;
        }
    }

    public string Address => new Uri(_application.Urls.First()).Authority;

    public static async Task<ExposingServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        ExposingServer server = new(application);
        application.MapFallback(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Gate?.TrySetResult();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        lock (LastRequest)
        {
            LastRequest["path"] = context.Request.Path + context.Request.QueryString;
            foreach ((string name, var values) in context.Request.Headers) LastRequest[name] = values.ToString();
        }

        if (Gate is { } gate) await gate.Task.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        byte[] body = Encoding.UTF8.GetBytes(Body);
        if (!Compresses)
        {
            await context.Response.Body.WriteAsync(body);
            return;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        await using GZipStream gzip = new(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(body);
    }
}
