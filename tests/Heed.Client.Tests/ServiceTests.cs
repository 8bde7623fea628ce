using System.Diagnostics.Metrics;
using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Client.Tests;

/// <summary>Inside a service: its container, its pipeline, its metrics, its end.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_watched_path_sends_predictions_and_the_end_of_the_host_sends_what_is_left()
    {
        await using EventListener listener = await EventListener.StartAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddHeed(options =>
        {
            options.Url = listener.Url;
            options.Interval = TimeSpan.FromMinutes(1);
        });
        await using (WebApplication app = builder.Build())
        {
            app.UseHeed("/predict", "credit");
            app.MapGet("/predict/{income}", (HttpContext context, double income) =>
            {
                if (income < 0) throw new InvalidOperationException("negative");
                Prediction prediction = context.Prediction();
                prediction.Set("income", income);
                prediction.Answer(income > 2 ? "approve" : "deny");
                return Results.Text(prediction.Id);
            });
            app.MapGet("/health", () => "ok");
            await app.StartAsync(TestContext.Current.CancellationToken);
            using HttpClient http = new() { BaseAddress = new Uri(app.Urls.Single()) };
            string id = await http.GetStringAsync(new Uri("predict/3.5", UriKind.Relative), TestContext.Current.CancellationToken);
            using HttpResponseMessage failed = await http.GetAsync(new Uri("predict/-1", UriKind.Relative), TestContext.Current.CancellationToken);
            await http.GetStringAsync(new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
            Assert.Empty(listener.Events);
            await app.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(id, listener.Events.First().GetProperty("id").GetString());
        }

        Assert.Equal(["approve"], listener.Events.Where(e => e.TryGetProperty("prediction", out _)).Select(e => e.GetProperty("prediction").GetString()));
        Assert.Equal("InvalidOperationException", listener.Events.Last().GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_hosts_exporters_see_the_same_names_as_in_Heed()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url });
        Dictionary<string, double> sums = new(StringComparer.Ordinal);
        using MeterListener meters = new()
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "Heed.Client") self.EnableMeasurementEvents(instrument);
            },
        };
        void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            bool mine = tags.ToArray().Any(t => t is { Key: "model_name", Value: "metered" });
            lock (sums) if (mine) sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
        }

        meters.SetMeasurementEventCallback<long>((i, v, t, _) => Count(i, v, t));
        meters.SetMeasurementEventCallback<double>((i, v, t, _) => Count(i, v, t));
        meters.Start();
        using (Prediction p = client.Model("metered").Predict())
        {
            p.Answer("approve", 0.25);
            lock (sums) Assert.Equal(1, sums["ml_requests_in_progress"]);
        }

        lock (sums)
        {
            Assert.Equal(0, sums["ml_requests_in_progress"]);
            Assert.Equal(1, sums["ml_requests_total"]);
            Assert.Equal(1, sums["ml_predictions_by_class"]);
            Assert.Equal(0.75, sums["ml_prediction_confidence"]);
            Assert.Contains("ml_request_duration_seconds", sums.Keys);
        }
    }
}
