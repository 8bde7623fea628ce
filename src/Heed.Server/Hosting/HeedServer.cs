using System.Net;

using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Receivers.Http;
using Heed.Server.Alertmanager;
using Heed.Server.Endpoints;
using Heed.Server.Explain;
using Heed.Server.Host;
using Heed.Server.Incidents;
using Heed.Server.Leadership;
using Heed.Server.Noise;
using Heed.Server.OnCall;
using Heed.Server.Sources;
using Heed.Server.State;
using Heed.Server.Web;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>The server: a station, the loop that owns its engine, deliveries, HTTP.</summary>
public sealed class HeedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpSender _sender;
    private readonly SharedState? _shared;

    private HeedServer(WebApplication app, HttpSender sender, SharedState? shared, Station station, EngineLoop loop, IngestGate gate)
    {
        _app = app;
        _sender = sender;
        _shared = shared;
        Station = station;
        Loop = loop;
        Gate = gate;
    }

    public Station Station { get; }

    public EngineLoop Loop { get; }

    public IngestGate Gate { get; }

    /// <summary>Where it listens, once started: with the port that the system gave where none was asked for.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="inventory">What <c>heed.yml</c> reaches.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="listen">The address; port 0 for any free one.</param>
    /// <param name="mode">Whether the clock or a recorded stream drives the engine.</param>
    /// <param name="clock">The engine's time.</param>
    /// <param name="diagnostics">Mistakes in template files; the server is not made where there are any.</param>
    /// <exception cref="InvalidOperationException">Another process uses the data directory.</exception>
    public static HeedServer? Create(
        Inventory inventory, StationOptions options, IPEndPoint listen, ServerMode mode, TimeProvider clock, Diagnostics diagnostics)
    {
        NoticeTemplates templates = NoticeTemplates.Load(inventory.Alertmanager.TemplateFiles, diagnostics);
        if (diagnostics.HasErrors) return null;
        // Nothing is configured by files of the host's: without this it watches everything below the working directory, where data often lies.
        string[] unwatched = ["--hostBuilder:reloadConfigOnChange=false"];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "heed", Args = unwatched });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Heed", LogLevel.Information)
            .AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(listen);
        });
        builder.Services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, OnCallJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(2, IncidentJson.Default);
        });

        using ILoggerFactory logs = LoggerFactory.Create(l => l.AddSimpleConsole(c => c.SingleLine = true)
            .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        HttpSender sender = new(new HttpSenderOptions(), TimeProvider.System);
        AlertingInForce alerting = new(inventory.Alertmanager, inventory.OnCall.Receivers, templates, sender, TimeProvider.System);
        SharedState? shared = mode == ServerMode.Live && inventory.Options.State is { } place ? SharedState.Create(place) : null;
        StateDatabase? state = null;
        Station station = new StationBuilder(inventory, options, TimeProvider.System, logs.CreateLogger<StationBuilder>()).Build(database =>
        {
            state = database;
            return new Outbox(database, alerting, inventory.Options.History);
        }, shared);

        AlertmanagerFigures alertmanager = new(station, clock);
        station.Figures.Add(alertmanager);
        builder.Services.AddSingleton(inventory);
        builder.Services.AddSingleton(alertmanager);
        builder.Services.AddSingleton(alerting);
        builder.Services.AddSingleton(station);
        builder.Services.AddSingleton(state!);
        builder.Services.AddSingleton(mode);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<Feed>();
        builder.Services.AddSingleton<WebFiles>();
        builder.Services.AddSingleton<Views>();
        builder.Services.AddSingleton<SloViews>();
        builder.Services.AddSingleton<IngestGate>();
        builder.Services.AddSingleton(new SampleIntake(station, clock));
        builder.Services.AddSingleton<ReviewDesk>();
        builder.Services.AddSingleton<IncidentDesk>();
        builder.Services.AddSingleton<AlertExplainer>();
        builder.Services.AddSingleton<NoiseReport>();
        builder.Services.AddSingleton<FeedPublisher>();
        EnginePace pace = mode == ServerMode.Live ? EnginePace.Clock : EnginePace.Stream;
        builder.Services.AddSingleton(services => new EngineLoop(station, clock, pace, services.GetRequiredService<ILogger<EngineLoop>>()));
        if (shared is not null) builder.Services.AddPair(shared, station);
        builder.Services.AddHostedService(services => services.GetRequiredService<EngineLoop>());
        builder.Services.AddSources(station);
        builder.Services.AddHostFigures(station);
        builder.Services.AddSingleton<RuleReload>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedPublisher>());
        builder.Services.AddHostedService(services => new SeriesUpkeep(
            station, services.GetRequiredService<SampleIntake>(), TimeProvider.System, services.GetRequiredService<ILogger<SeriesUpkeep>>()));
        if (station.Scraper is { } scraper)
        {
            builder.Services.AddHostedService(services => new ScrapePump(scraper, services.GetRequiredService<EngineLoop>()));
        }

        builder.Services.AddHostedService(services => new OutboxDelivery(
            station, alerting, services.GetRequiredService<Feed>(), clock, TimeProvider.System, services.GetRequiredService<ILogger<OutboxDelivery>>()));
        builder.Services.AddOpenApi();

        WebApplication app = builder.Build();
        if (shared is not null) app.UseMiddleware<LeaderForwarding>(shared.Status);
        app.MapOpenApi("/openapi/v1.json");
        app.MapEvents();
        app.MapPrometheus();
        app.MapStatus();
        app.MapSamples();
        app.MapStore();
        app.MapTargets();
        app.MapRules();
        app.MapReload();
        app.MapAlertmanager();
        app.MapHeed();
        app.MapPreviews();
        app.MapReviews();
        app.MapSources();
        app.MapIncidents();
        app.MapExplain();
        app.MapNoise();
        app.MapLabelStudio();
        app.MapSlos();
        app.MapOnCall();
        app.MapSilencePreview();
        app.MapStream();
        app.MapFallback("{**path}", (HttpContext context, WebFiles files) => files.ServeAsync(context));
        return new HeedServer(app, sender, shared, station, app.Services.GetRequiredService<EngineLoop>(), app.Services.GetRequiredService<IngestGate>());
    }

    /// <summary>Reads the rules and Alertmanager's file again, as SIGHUP asks for.</summary>
    public Task ReloadAsync(CancellationToken cancellation) => _app.Services.GetRequiredService<RuleReload>().RunAsync(cancellation);

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation).ConfigureAwait(false);
        _shared?.Listens(Address);
    }

    /// <summary>Until somebody asks the process to stop.</summary>
    public Task WaitForStopAsync(CancellationToken cancellation) => ((IHost)_app).WaitForShutdownAsync(cancellation);

    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _sender.Dispose();
        if (_shared is not null) await _shared.DisposeAsync().ConfigureAwait(false);
    }
}
