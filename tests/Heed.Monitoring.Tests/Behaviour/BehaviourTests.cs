using Heed.Monitoring.Baselines;
using Heed.Monitoring.Monitors;

namespace Heed.Monitoring.Tests.Behaviour;

public sealed class BehaviourTests
{
    private const long HourMs = 3_600_000;
    private const long FirstHour = Models.Start / HourMs;

    private static readonly ModelOptions Options = new() { Name = "m" };

    private static readonly Baseline Known = Models.Classifier(Options);

    [Fact]
    public void An_hour_of_slow_answers_is_the_strangest_there_was_and_latency_is_why()
    {
        Stream stream = new(1);
        stream.Hours(20 * 24);
        stream.Hours(1, latency: 0.3);
        SampleList samples = stream.Collect();
        Assert.InRange(samples.Find("ml_behaviour_anomaly_p_value")!.Value, 0, 0.01);
        double latency = Contribution(samples, "latency");
        Assert.InRange(latency, 0.03, 0.5);
        foreach (string other in new[] { "requests", "errors", "confidence", "answers", "corrections", "loss" })
        {
            Assert.InRange(Contribution(samples, other), -1, latency / 2);
        }
    }

    [Fact]
    public void Nightly_traffic_is_ordinary_at_night_and_strange_at_noon()
    {
        Stream night = new(2);
        night.Hours((16 * 24) + NoonHour + 11);
        List<double> nights = [];
        for (int day = 0; day < 7; day++)
        {
            night.Hours(1);
            nights.Add(night.Collect().Find("ml_behaviour_anomaly_p_value")!.Value);
            night.Hours(23);
        }

        nights.Sort();
        Assert.InRange(nights[3], 0.05, 1);

        Stream noon = new(2);
        noon.Hours((20 * 24) + NoonHour);
        noon.Hours(1, traffic: 0.05);
        SampleList atNoon = noon.Collect();
        Assert.InRange(atNoon.Find("ml_behaviour_anomaly_p_value")!.Value, 0, 0.01);
    }

    [Fact]
    public void Ordinary_hours_are_rarely_strange()
    {
        Stream stream = new(3);
        stream.Hours(BehaviourMonitor.LeastHours + 1);
        int strange = 0;
        for (int hour = 0; hour < 300; hour++)
        {
            stream.Hours(1);
            strange += stream.Collect().Find("ml_behaviour_anomaly_p_value")!.Value <= 0.02 ? 1 : 0;
        }

        Assert.InRange(strange, 0, 15);
    }

    [Fact]
    public void It_is_silent_for_two_weeks_and_a_long_pause_is_no_past()
    {
        Stream stream = new(4);
        stream.Hours(BehaviourMonitor.LeastHours);
        Assert.Null(stream.Collect().Find("ml_behaviour_anomaly_score"));
        stream.Hours(1);
        Assert.NotNull(stream.Collect().Find("ml_behaviour_anomaly_score"));

        Stream paused = new(4);
        paused.Hours(1);
        paused.Skip(40 * 24);
        paused.Hours(1);
        Assert.Null(paused.Collect().Find("ml_behaviour_anomaly_score"));
    }

    [Fact]
    public void A_loaded_state_goes_on_with_the_same_figures()
    {
        Stream stream = new(5);
        stream.Hours(BehaviourMonitor.LeastHours + 100);
        Stream continued = stream.Reloaded();
        Assert.Equal(stream.Collect().Samples, continued.Collect().Samples);
        stream.Hours(3, latency: 0.2);
        continued.Hours(3, latency: 0.2);
        Assert.Equal(stream.Collect().Samples, continued.Collect().Samples);
    }

    private static int NoonHour => (int)((12 - (FirstHour % 24) + 24) % 24);

    private static double Contribution(SampleList samples, string figure) =>
        samples.Find("ml_behaviour_anomaly_contribution", ("figure", figure))!.Value;

    /// <summary>Hours of a small model whose traffic follows the day, each hour followed by the first request of the next.</summary>
    private sealed class Stream(int seed)
    {
        private readonly ModelMonitor _monitor = new(Options, Known);
        private Random _random = new(seed);
        private long _hour = FirstHour;
        private int _id;

        public void Hours(int count, double latency = 0.02, double traffic = 1)
        {
            EventWriter writer = new(_monitor.Schema);
            for (int i = 0; i < count; i++, _hour++)
            {
                double day = 1 - Math.Cos(2 * Math.PI * (_hour % 24) / 24);
                int requests = (int)(traffic * ((20 * day) + 3 + _random.Next(4)));
                for (int k = 0; k < requests; k++)
                {
                    long time = Start(_hour) + (k * HourMs / requests);
                    double seconds = latency * Math.Exp(0.3 * (_random.NextDouble() - 0.5));
                    double score = _random.NextDouble();
                    Dictionary<string, object?> features = Models.Features(_random);
                    string answer = score > 0.5 ? "yes" : "no";
                    _monitor.Accept(
                        writer.Batch, writer.Prediction($"p{_id++}", time, answer, features, score, latencySeconds: seconds), time);
                }
            }

            // The hour is over when the next one has begun.
            long next = Start(_hour);
            _monitor.Accept(writer.Batch, writer.Prediction($"p{_id++}", next, "yes", Models.Features(_random), 0.9), next);
        }

        public void Skip(int hours) => _hour += hours;

        /// <summary>The hours of this model begin at a minute of its own.</summary>
        private static long Start(long hour) => (hour * HourMs) + BehaviourMonitor.OffsetMsOf(Options.Name);

        public SampleList Collect() => SampleList.Of(_monitor, Start(_hour) + 1000);

        public Stream Reloaded()
        {
            using MemoryStream state = new();
            using BinaryWriter writer = new(state);
            _monitor.Save(writer);
            writer.Flush();
            state.Position = 0;
            using BinaryReader reader = new(state);
            Stream other = new(0) { _hour = _hour, _id = _id, _random = new Random(77) };
            Assert.Equal(MonitorLoadOutcome.Loaded, other._monitor.Load(reader));
            _random = new Random(77);
            return other;
        }
    }
}
