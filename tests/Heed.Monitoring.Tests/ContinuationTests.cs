using FsCheck;
using FsCheck.Fluent;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests;

public sealed class ContinuationTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20261121, 3);

    private static readonly ModelOptions Counted = new()
    {
        Name = "m",
        Segments = ["region"],
        SegmentLimit = 3,
        OutcomeLimit = 200,
        Windows = new WindowOptions { DriftRecords = 150, Quality = TimeSpan.FromHours(6) },
    };

    private static readonly ModelOptions Timed = Counted with
    {
        Windows = new WindowOptions { DriftDuration = TimeSpan.FromHours(1), MinimumRecords = 50, Quality = TimeSpan.FromHours(6) },
    };

    private static readonly ModelOptions CountedSliding = Counted with { Windows = Counted.Windows with { EveryRecords = 30 } };

    private static readonly ModelOptions TimedSliding = Timed with
    {
        Windows = Timed.Windows with { EveryDuration = TimeSpan.FromMinutes(15), RevisedWithin = TimeSpan.FromMinutes(10) },
    };

    [Fact]
    public void A_monitor_that_is_saved_and_loaded_anywhere_gives_the_same_samples_from_then_on()
    {
        foreach (ModelOptions options in new[] { Counted, CountedSliding, Timed, TimedSliding })
        {
            Baseline baseline = Models.Classifier(options, 500);
            Prop.ForAll<int, ushort>((seed, at) =>
            {
                const int Events = 1200;
                int cut = at % Events;
                ModelMonitor whole = new(options, baseline);
                ModelMonitor parted = new(options, baseline);
                Random random = new(seed);
                for (int i = 0; i < Events; i++)
                {
                    int one = random.Next();
                    Accept(whole, one, i);
                    Accept(parted, one, i);
                    if (i == cut)
                    {
                        byte[] state = Save(parted);
                        parted = new ModelMonitor(options, baseline);
                        Assert.Equal(MonitorLoadOutcome.Loaded, Load(parted, state));
                        Assert.Equal(state, Save(parted));
                    }

                    // Only one of the two is asked all the time: asking must change nothing.
                    if (i % 100 == 0) SampleList.Of(whole, i);
                }

                return Same(whole, parted);
            }).Check(Seeded);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_monitor_that_is_asked_all_the_time_gives_the_figures_of_one_that_is_asked_now_and_then(int seed)
    {
        // What the former kept from an earlier collection is what the latter computes.
        Random random = new(seed);
        int compared = 0;
        foreach (ModelOptions options in new[] { Counted, CountedSliding, Timed, TimedSliding })
        {
            Baseline baseline = Models.Classifier(options, 500);
            ModelMonitor asked = new(options, baseline);
            ModelMonitor seldom = new(options, baseline);
            for (int i = 0; i < 1500; i++)
            {
                int one = random.Next();
                bool isQuiet = i % 300 > 250;
                if (!isQuiet) Accept(asked, one, i);
                if (!isQuiet) Accept(seldom, one, i);
                long nowMs = Models.Start + (i * 60_000);
                SampleList.Of(asked, nowMs + 15_000);
                SampleList.Of(asked, nowMs + 30_000);
                if (i % 37 != 0) continue;
                Assert.Equal(Present(SampleList.Of(seldom, nowMs + 45_000)), Present(SampleList.Of(asked, nowMs + 45_000)));
                compared++;
            }
        }

        Assert.True(compared > 100);
    }

    [Fact]
    public void A_state_of_another_baseline_or_other_options_is_refused()
    {
        Baseline baseline = Models.Classifier(Counted, 500);
        byte[] state = Save(new ModelMonitor(Counted, baseline));
        Assert.Equal(MonitorLoadOutcome.OtherModel, Load(new ModelMonitor(Counted, Models.Classifier(Counted, 501)), state));
        Assert.Equal(MonitorLoadOutcome.OtherModel, Load(new ModelMonitor(Counted with { ClassLimit = 7 }, baseline), state));
        state[0]++;
        Assert.Equal(MonitorLoadOutcome.OtherFormat, Load(new ModelMonitor(Counted, baseline), state));
    }

    private static IEnumerable<(Model.Labels.LabelSet Labels, double Value)> Present(SampleList list) =>
        list.Samples.Where(s => !Model.Samples.StaleMarker.IsStale(s.Value)).Select(s => (s.Labels, s.Value));

    private static bool Same(ModelMonitor a, ModelMonitor b)
    {
        // The first collection of each ends what it wrote before, and only one was asked before.
        SampleList.Of(a, 98);
        SampleList.Of(b, 98);
        Assert.Equal(SampleList.Of(a, 99).Samples, SampleList.Of(b, 99).Samples);
        Assert.Equal(a.Features().Select(f => f.Sentence), b.Features().Select(f => f.Sentence));
        Assert.Equal(a.Report(99).Counters, b.Report(99).Counters);
        return Save(a).AsSpan().SequenceEqual(Save(b));
    }

    private static void Accept(ModelMonitor monitor, int one, int i)
    {
        Random random = new(one);
        EventWriter writer = new(monitor.Schema);
        long time = Models.Start + (i * 60_000) + random.Next(-600_000, 600_000);
        string answer = random.Next(20) == 0 ? $"odd{random.Next(200)}" : random.Next(2) == 0 ? "yes" : "no";
        EventRecord record = random.Next(10) switch
        {
            < 5 => writer.Prediction(
                $"p{i}",
                time,
                answer,
                Models.Features(random),
                random.NextDouble(),
                new Dictionary<string, string> { ["region"] = $"r{random.Next(5)}" },
                random.NextDouble(),
                random.Next(15) == 0 ? "Timeout" : "",
                $"/{random.Next(5)}"),
            < 9 => writer.Label($"p{random.Next(Math.Max(0, i - 300), i + 20)}", time, answer, random.Next(9) == 0 ? RecordKind.Correction : RecordKind.Label),
            _ => writer.Deployment(time, $"v{i}", "note"),
        };
        monitor.Accept(writer.Batch, record, time + random.Next(1000));
    }

    private static byte[] Save(ModelMonitor monitor)
    {
        MemoryStream stream = new();
        BinaryWriter writer = new(stream);
        monitor.Save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static MonitorLoadOutcome Load(ModelMonitor monitor, byte[] state)
    {
        using BinaryReader reader = new(new MemoryStream(state));
        return monitor.Load(reader);
    }
}
