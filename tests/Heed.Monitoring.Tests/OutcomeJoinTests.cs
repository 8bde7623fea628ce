using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Reviews;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Testing;

namespace Heed.Monitoring.Tests;

public sealed class OutcomeJoinTests
{
    private const int HotLimit = 40;
    private const long JoinWithinMs = 3_000_000;

    private static readonly ModelOptions Options = new()
    {
        Name = "m",
        Segments = ["region"],
        JoinWithin = TimeSpan.FromMilliseconds(JoinWithinMs),
    };

    private static readonly Baseline Baseline = Models.Classifier(Options, 500);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Outcomes_are_those_of_two_dictionaries_in_any_order_of_predictions_and_labels(bool files)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            using TemporaryFolder folder = new();
            Event[] events = Script(seed, 4000);
            OutcomeJoinTwin twin = Twin(events, int.MaxValue);
            Probe probe = new(Options, files ? folder.File("outcomes") : null);
            foreach (Event one in events) probe.Take(one);
            probe.Close();
            Assert.Equal(twin.Log, probe.Log);
            Assert.Contains(twin.Log, line => line.StartsWith("withdrawn", StringComparison.Ordinal));
            Assert.Equal(files, probe.MostCold > 200);
        }
    }

    [Fact]
    public void A_crash_anywhere_and_a_start_from_either_checkpoint_lose_nothing_and_tell_nothing_twice()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            using TemporaryFolder folder = new();
            Random random = new(seed);
            Event[] events = Script(seed, 4000);
            OutcomeJoinTwin twin = Twin(events, int.MaxValue);
            Probe probe = new(Options, folder.File("outcomes"));
            List<(int At, int Logged, byte[] State)> checkpoints = [(0, 0, probe.Save())];
            int crashes = 0;
            for (int i = 0; i < events.Length; i++)
            {
                probe.Take(events[i]);
                if (random.Next(150) == 0)
                {
                    checkpoints.Add((i + 1, probe.Log.Count, probe.Save()));
                    if (checkpoints.Count > 2) checkpoints.RemoveAt(0);
                }

                if (crashes == 12 || random.Next(300) != 0) continue;
                crashes++;
                probe.Close();

                // Now and then the newest checkpoint is damaged: then it is the one before.
                if (checkpoints.Count > 1 && random.Next(3) == 0) checkpoints.RemoveAt(1);
                (int at, int logged, byte[] state) = checkpoints[^1];
                probe = new Probe(Options, folder.File("outcomes"), probe.Log[..logged]);
                probe.Load(state);
                i = at - 1;
            }

            probe.Close();
            Assert.True(crashes > 3);
            Assert.Equal(twin.Log, probe.Log);
            Assert.Equal(0, probe.Counter(OwnCounter.DamagedPredictions));
        }
    }

    [Fact]
    public void Beyond_the_limit_the_oldest_goes_first_and_is_counted()
    {
        ModelOptions few = Options with { OutcomeLimit = 60, JoinWithin = TimeSpan.FromDays(300) };
        Event[] events = [.. Script(3, 3000).Select((e, i) => e with { TimeMs = i })];
        OutcomeJoinTwin twin = Twin(events, 60, 300L * 86_400_000);
        Probe probe = new(few, null);
        foreach (Event one in events) probe.Take(one);
        Assert.Equal(twin.Log, probe.Log);
        Assert.True(probe.Counter(OwnCounter.EvictedPredictions) > 100);
    }

    [Fact]
    public void In_files_a_whole_batch_goes_and_every_one_of_it_is_counted()
    {
        using TemporaryFolder folder = new();
        ModelOptions few = Options with { OutcomeLimit = 200, JoinWithin = TimeSpan.FromDays(300) };
        Probe probe = new(few, folder.File("outcomes"));
        for (int i = 0; i < 5000; i++) probe.Take(new Event(true, $"p{i}", Models.Start + i, "yes"));
        Assert.Equal(5000, probe.Counter(OwnCounter.EvictedPredictions) + probe.Join.WaitingPredictions);
        Assert.InRange(probe.Join.WaitingPredictions, 150, 200);
        probe.Close();
    }

    [Fact]
    public void What_never_gets_a_label_is_counted_when_its_time_is_over()
    {
        using TemporaryFolder folder = new();
        Probe memory = new(Options, null);
        Probe files = new(Options, folder.File("outcomes"));
        foreach (Probe probe in new[] { memory, files })
        {
            for (int i = 0; i < 1000; i++) probe.Take(new Event(true, $"p{i}", Models.Start + (i * 60_000L), "yes"));
            for (int i = 900; i < 1000; i++) probe.Take(new Event(false, $"p{i}", Models.Start + (1000 * 60_000L), "yes"));
        }

        Assert.Equal(memory.Counter(OwnCounter.ExpiredPredictions), files.Counter(OwnCounter.ExpiredPredictions));
        Assert.InRange(files.Counter(OwnCounter.ExpiredPredictions), 940, 950);
        Assert.Equal(50, files.Log.Count, 2.0);
        Assert.InRange(Directory.GetFiles(folder.File("outcomes")).Length, 1, 2);
        files.Close();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("deleted")]
    [InlineData("flipped")]
    public void A_file_that_is_not_whole_is_found_and_what_was_in_it_is_counted(string damage)
    {
        using TemporaryFolder folder = new();
        Probe probe = new(Options, folder.File("outcomes"));
        for (int i = 0; i < 400; i++) probe.Take(new Event(true, $"p{i}", Models.Start + i, "yes"));
        byte[] state = probe.Save();
        probe.Close();
        string file = Directory.GetFiles(folder.File("outcomes")).Single();
        if (damage == "deleted") File.Delete(file);
        byte[] bytes = damage == "deleted" ? [] : File.ReadAllBytes(file);
        if (damage == "cut") File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        if (damage == "flipped")
        {
            for (int i = 300; i < bytes.Length; i += 700) bytes[i] ^= 4;
            File.WriteAllBytes(file, bytes);
        }

        Probe after = new(Options, folder.File("outcomes"));
        after.Load(state);
        for (int i = 0; i < 400; i++) after.Take(new Event(false, $"p{i}", Models.Start + 500, "yes"));
        SampleList samples = after.Collect();
        long lost = after.Counter(OwnCounter.DamagedPredictions);
        Assert.InRange(lost, 100, 400);
        Assert.InRange(after.Log.Count, 20, 400 - 100);
        Assert.True(after.Log.Count + lost >= 400);
        Assert.NotEmpty(samples.Samples);
        after.Close();
    }

    [Fact]
    public void Observers_are_told_everything_that_the_event_said()
    {
        Probe probe = new(Options, null);
        List<string> told = [];
        probe.Watch = (in JoinedOutcome o) =>
        {
            string cells = string.Join(',', o.Cells.ToArray());
            string classes = $"{o.IsCorrect} {o.PredictedClass}/{o.LabelledClass}";
            told.Add(FormattableString.Invariant(
                $"{classes} {o.PredictedNumber} {o.Score} {o.Confidence} {o.Weight} v{o.Version} s{o.Segments[0]} c{cells}"));
        };
        double middle = Baseline.Features.Single(f => f.Name == "x0").Numbers!.BinEdges[5];
        Dictionary<string, object?> features = new() { ["x0"] = middle, ["color"] = "green" };
        probe.Take(new Event(true, "a", Models.Start, "yes", features));
        probe.Take(new Event(false, "a", Models.Start, "maybe"));
        features = new() { ["x0"] = -1.0, ["color"] = null };
        probe.Take(new Event(true, "b", Models.Start, "no", features));
        probe.Take(new Event(false, "b", Models.Start, "no"));
        int yes = Baseline.Answers.Classes.ToList().IndexOf("yes");
        Assert.Equal($"False {yes}/2 NaN 0.8 0.8 1 v0 s0 c6,{FeatureCells.Unseen}", told[0]);
        Assert.Equal($"True {1 - yes}/{1 - yes} NaN 0.8 0.8 1 v0 s0 c0,{FeatureCells.Missing}", told[1]);
    }

    [Fact]
    public void The_cell_of_a_number_is_the_bin_that_counts_it()
    {
        FeatureCells cells = new(Baseline);
        int x = Baseline.Features.ToList().FindIndex(f => f.Name == "x0");
        double[] edges = Baseline.Features[x].Numbers!.BinEdges;
        FeatureValue[] values = new FeatureValue[Baseline.Features.Count];
        byte[] found = new byte[cells.Count];
        double[] around = [.. edges, .. edges.Select(Math.BitIncrement), .. edges.Select(Math.BitDecrement), -1e300, 1e300];
        foreach (double value in around)
        {
            long[] counts = new long[edges.Length + 1];
            Statistics.Histograms.BinCounts.Add([value], edges, counts);
            values[x] = FeatureValue.OfNumber(value);
            cells.Find(values, found);
            Assert.Equal(Array.IndexOf(counts, 1L), found[x]);
        }

        values[x] = FeatureValue.OfNumber(double.NaN);
        cells.Find(values, found);
        Assert.Equal(FeatureCells.NotFinite, found[x]);
    }

    private static OutcomeJoinTwin Twin(Event[] events, int limit, long joinWithinMs = JoinWithinMs)
    {
        OutcomeJoinTwin twin = new(joinWithinMs, limit);
        long newestMs = long.MinValue;
        foreach (Event one in events)
        {
            newestMs = Math.Max(newestMs, one.TimeMs);
            if (one.IsPrediction) twin.Predict(one.Id, one.TimeMs, one.Answer, newestMs);
            else twin.Label(one.Id, one.TimeMs, one.Answer, newestMs);
        }

        return twin;
    }

    /// <summary>Labels first, late, twice, changed and never; ids that come again; times that jump back and forth.</summary>
    private static Event[] Script(int seed, int count)
    {
        Random random = new(seed + 100);
        Event[] events = new Event[count];
        for (int i = 0; i < count; i++)
        {
            long time = Models.Start + (i * 4000L) + random.Next(-200_000, 200_000);
            int id = Math.Max(0, random.Next(4) == 0 ? i + random.Next(-900, 20) : i + random.Next(-120, 20));
            events[i] = new Event(random.Next(5) < 3, $"p{(random.Next(3) == 0 ? id : i)}", time, random.Next(2) == 0 ? "yes" : "no");
        }

        return events;
    }

    internal sealed record Event(bool IsPrediction, string Id, long TimeMs, string Answer, Dictionary<string, object?>? Features = null);

    /// <summary>A join, driven as the model's monitor drives it, that logs what observers are told.</summary>
    internal sealed class Probe : IOutcomeObserver
    {
        private readonly EventWriter _writer = new(Baseline.ToSchema());
        private readonly OwnCounters _counters;
        private readonly NameTable _classes = new(100);
        private long _newestMs = long.MinValue;

        public Probe(ModelOptions options, string? directory, List<string>? log = null)
        {
            Log = log ?? [];
            ModelSeries series = new("m");
            _counters = new OwnCounters(series);
            foreach (string name in Baseline.Answers.Classes) _classes.FindOrAdd(name);
            RollingQuality quality = new(series, Baseline, options);
            Reviews = new ReviewMonitor(series, options, Baseline.Type, new EventClock(TimeSpan.Zero), _counters);
            Join = new OutcomeJoin(series, Baseline, options, _classes, quality, [this, Reviews], Reviews, _counters, directory, HotLimit);
        }

        public delegate void Watcher(in JoinedOutcome outcome);

        public OutcomeJoin Join { get; }

        public ReviewMonitor Reviews { get; }

        public List<string> Log { get; }

        public long MostCold { get; private set; }

        public Watcher? Watch { get; set; }

        public long Counter(OwnCounter counter) => _counters[counter];

        public void Take(Event one)
        {
            _newestMs = Math.Max(_newestMs, one.TimeMs);
            if (!one.IsPrediction)
            {
                EventRecord label = _writer.Label(one.Id, one.TimeMs, one.Answer);
                Join.Expire(_newestMs);
                Join.AddLabel(_writer.Batch, label);
                return;
            }

            EventRecord record = _writer.Prediction(
                one.Id, one.TimeMs, one.Answer, one.Features, 0.8, new Dictionary<string, string> { ["region"] = "north" });
            if (Join.Knows(record.Id)) return;
            Join.Expire(_newestMs);
            int position = _classes.FindOrAdd(one.Answer);
            Join.AddPrediction(new PredictionView(_writer.Batch, in record, one.TimeMs) { Class = position, Confidence = 0.8 });
            MostCold = Math.Max(MostCold, Join.PredictionsInFiles);
        }

        public void Joined(in JoinedOutcome outcome)
        {
            Tell("joined", outcome);
            Watch?.Invoke(outcome);
        }

        public void Withdrawn(in JoinedOutcome outcome) => Tell("withdrawn", outcome);

        public SampleList Collect()
        {
            SampleList samples = new();
            Join.Collect(new SeriesWriter(samples, 0), _newestMs);
            return samples;
        }

        public byte[] Save()
        {
            MemoryStream stream = new();
            using BinaryWriter writer = new(stream);
            writer.Write(_newestMs);
            _counters.Save(writer);
            Join.Save(writer);
            Join.CheckpointKept();
            return stream.ToArray();
        }

        public void Load(byte[] state)
        {
            using BinaryReader reader = new(new MemoryStream(state));
            _newestMs = reader.ReadInt64();
            _counters.Load(reader);
            Join.Load(reader);
        }

        public void Close() => Join.Close();

        private void Tell(string what, in JoinedOutcome outcome) => Log.Add(
            $"{what} {outcome.PredictionTimeMs} {outcome.LabelTimeMs} {_classes[outcome.PredictedClass]} {_classes[outcome.LabelledClass]}");
    }
}
