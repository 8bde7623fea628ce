using System.Net;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Scenario.Tests.Exports;

/// <summary>One webhook for several senders: what each of them said of which alert, told by its User-Agent.</summary>
internal sealed class AlertLedger : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSet<string>> _said = [];

    private AlertLedger(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<AlertLedger> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        AlertLedger ledger = new(app);
        app.MapPost("/hook", async (HttpContext context) =>
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
            ledger.Note(context.Request.Headers.UserAgent.ToString().Split('/')[0], body.RootElement);
        });
        await app.StartAsync();
        return ledger;
    }

    /// <summary>One line for each state of each alert: receiver, state, fingerprint, labels, and those annotations that hold no value.</summary>
    public IReadOnlyList<string> Said(string sender)
    {
        lock (_gate) return _said.TryGetValue(sender, out SortedSet<string>? lines) ? [.. lines] : [];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Note(string sender, JsonElement body)
    {
        string receiver = body.GetProperty("receiver").GetString()!;
        lock (_gate)
        {
            if (!_said.TryGetValue(sender, out SortedSet<string>? lines)) _said[sender] = lines = new SortedSet<string>(StringComparer.Ordinal);
            foreach (JsonElement alert in body.GetProperty("alerts").EnumerateArray())
            {
                string labels = string.Join(", ", Members(alert, "labels").Where(l => !l.StartsWith("alertname=", StringComparison.Ordinal)));
                string annotations = string.Join(", ", Members(alert, "annotations").Where(a => a.StartsWith("what=", StringComparison.Ordinal)));
                string name = alert.GetProperty("labels").GetProperty("alertname").GetString()!;
                lines.Add($"{name} {alert.GetProperty("status").GetString()} to {receiver}, {alert.GetProperty("fingerprint").GetString()}: {labels}; {annotations}");
            }
        }
    }

    private static IEnumerable<string> Members(JsonElement alert, string key) =>
        alert.GetProperty(key).EnumerateObject().Select(m => $"{m.Name}={m.Value.GetString()}").Order(StringComparer.Ordinal);
}
