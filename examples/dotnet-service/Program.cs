using BikeService;

using Heed.Client;

using Microsoft.Extensions.DependencyInjection.Extensions;

string root = args.FirstOrDefault(a => a.StartsWith("--data=", StringComparison.Ordinal))?[7..] ?? "../bikes";
string state = args.FirstOrDefault(a => a.StartsWith("--state=", StringComparison.Ordinal))?[8..] ?? "state";
Directory.CreateDirectory(state);

// The model trains when the service starts, and writes what it says of rows that it has not seen: the baseline that Heed compares with.
BikeModel model = BikeModel.Train(BikeData.Read(Path.Combine(root, "baseline.ndjson.gz")), Path.Combine(state, "baseline.ndjson"));

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);

// A line a request would hide the notice in the terminal.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddHeed(options =>
{
    options.Url = new Uri(builder.Configuration["HEED_URL"] ?? "http://127.0.0.1:4333");
    options.Version = "1";
    options.Spool = Path.Combine(state, "spool");
});
builder.Services.TryAddSingleton(services => services.GetRequiredService<HeedClient>().Model("bike-service"));
builder.Services.AddSingleton<MetricsText>();

WebApplication app = builder.Build();
MetricsText metrics = app.Services.GetRequiredService<MetricsText>();

app.MapPost("/predict", (BikeHour hour, ModelClient heed) =>
{
    using Prediction prediction = heed.Predict();
    prediction.Endpoint("/predict");
    hour.Describe(prediction);
    double rentals = model.Predict(hour);
    prediction.Answer(rentals);
    return Results.Ok(new { id = prediction.Id, prediction = rentals });
});
app.MapPost("/feedback", (Truth truth, ModelClient heed) => Results.Ok(new { queued = heed.Feedback(truth.Id, truth.Label) }));
app.MapGet("/metrics", () => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
await app.RunAsync();
