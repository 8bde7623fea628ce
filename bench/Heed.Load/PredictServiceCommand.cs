using System.CommandLine;
using System.Net;

using Heed.Client;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Load;

/// <summary><c>service</c>: a service that makes one prediction a request, watched by Heed's client or by nothing.</summary>
internal static class PredictServiceCommand
{
    private const int Features = 20;

    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        url.Required = false;
        Option<int> port = new("--port") { DefaultValueFactory = _ => 18000, Description = "Where to listen." };
        Option<string?> spool = new("--spool") { Description = "A folder for batches while the server is away; none by default." };
        Command command = new("service", "Answers one prediction a request; with --url it tells Heed of each.") { url, port, spool };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(url), parsed.GetValue(port), parsed.GetValue(spool), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri? heed, int port, string? spool, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using WebApplication app = builder.Build();
        HeedClientOptions options = new()
        {
            Url = heed ?? HeedClientOptions.DefaultUrl,
            QueueEvents = 1 << 17,
            Spool = spool,
            SpoolBytes = 4L << 30,
        };
        await using HeedClient? client = heed is null ? null : new HeedClient(options);
        ModelClient? model = client?.Model("load");
        Feature[] features = model is null ? [] : [.. Enumerable.Range(0, Features).Select(i => model.Feature($"feature_{i:00}"))];
        app.MapGet("/", () =>
        {
            if (model is not null) Watch(model, features);
            return Results.Text("yes");
        });
        app.MapGet("/stats", () => Results.Text(client?.Stats.ToString() ?? "none"));
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static void Watch(ModelClient model, Feature[] features)
    {
        using Prediction prediction = model.Predict();
        prediction.Endpoint("/predict");
        for (int i = 0; i < features.Length; i++) prediction.Set(features[i], i * 0.25);
        prediction.Answer("yes", 0.8);
    }
}
