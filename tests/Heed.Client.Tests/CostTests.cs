using System.Globalization;

namespace Heed.Client.Tests;

/// <summary>What a prediction costs the service.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    private const int Features = 20;

    [Fact]
    public async Task A_prediction_with_twenty_features_allocates_nothing()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, QueueEvents = 4000, Interval = TimeSpan.FromMinutes(1), BatchEvents = 10_000 });
        ModelClient model = client.Model("credit");
        Feature[] features = [.. Enumerable.Range(0, Features).Select(i => model.Feature($"f{i}"))];
        for (int i = 0; i < 2000; i++) Predict(model, features, i);
        await client.FlushAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1500; i++) Predict(model, features, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact(Explicit = true)]
    public async Task Measure_a_prediction()
    {
        await using EventListener listener = await EventListener.StartAsync();
        await using HeedClient client = new(new HeedClientOptions { Url = listener.Url, QueueEvents = 50_000, Interval = TimeSpan.FromMinutes(1), BatchEvents = 10_000 });
        ModelClient model = client.Model("credit");
        Feature[] features = [.. Enumerable.Range(0, Features).Select(i => model.Feature($"f{i}"))];
        double best = double.MaxValue;
        for (int round = 0; round < 40; round++)
        {
            long start = TimeProvider.System.GetTimestamp();
            for (int i = 0; i < 5000; i++) Predict(model, features, i);
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalNanoseconds / 5000);
            await client.FlushAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:0} ns a prediction with {Features} features, {client.Stats}"));
        Assert.Equal(0, client.Stats.Dropped);
    }

    private static void Predict(ModelClient model, Feature[] features, double value)
    {
        using Prediction p = model.Predict();
        for (int i = 0; i < features.Length; i++) p.Set(features[i], value + i);
        p.Answer("approve", 0.8);
    }
}
