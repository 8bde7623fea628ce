using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Reports;
using Heed.Statistics.Quality;

namespace Heed.Monitoring.Tests.Rankings;

public sealed class RankingMonitorTests
{
    private const long Minute = 60_000;
    private static readonly ModelOptions Options = RankedModel.Options(3, 10);
    private static readonly Baseline Known = RankedModel.Baseline(Options);

    private readonly ModelMonitor _monitor = new(Options, Known);
    private readonly EventWriter _writer;

    public RankingMonitorTests() => _writer = new EventWriter(_monitor.Schema);

    [Fact]
    public void The_figures_are_the_means_over_lists_with_their_intervals()
    {
        Random random = new(2);
        List<RankingScores> expected = [];
        for (int i = 0; i < 300; i++)
        {
            (string[] shown, (string Item, double Grade)[] relevant) = RankedModel.Next(random, 0.5);
            Show($"p{i}", i, shown);
            Judge($"p{i}", i + 1, relevant);
            expected.Add(Ranking.Of([.. Relevance(shown, relevant)], 10));
        }

        RankingScores mean = RankingScores.Mean([.. expected]);
        SampleList samples = SampleList.Of(_monitor, Time(301));
        (string, double)[] figures =
        [
            ("ndcg_at_10", mean.Ndcg), ("map_at_10", mean.AveragePrecision), ("mrr_at_10", mean.ReciprocalRank),
            ("hit_rate_at_10", mean.HitRate), ("precision_at_10", mean.Precision), ("recall_at_10", mean.Recall),
        ];
        foreach ((string metric, double value) in figures)
        {
            (string, string)[] labels = [("metric", metric), ("segment", "ground_truth_sample")];
            Assert.Equal(value, samples.Find("ml_model_quality", labels)!.Value, 6);
            Assert.InRange(value, samples.Find("ml_model_quality_lower", labels)!.Value, samples.Find("ml_model_quality_upper", labels)!.Value);
            Assert.NotNull(samples.Find("ml_model_quality_change", labels));
        }

        Assert.NotNull(samples.Find("ml_model_quality", ("metric", "ndcg_at_3"), ("segment", "north")));
        Assert.Null(samples.Find("ml_accuracy_by_segment"));
        QualityReport chief = _monitor.Report(0).Quality!;
        Assert.Equal(("ndcg_at_3", 300L), (chief.Metric, chief.N));
        Assert.True(chief.Baseline > 0.1);
    }

    [Fact]
    public void A_label_before_its_list_after_it_twice_and_changed_gives_the_same_figures()
    {
        ModelMonitor other = new(Options, Known);
        Random random = new(3);
        List<(string[] Shown, (string, double)[] Relevant)> lists = [.. Enumerable.Range(0, 99).Select(_ => RankedModel.Next(random, 0.5))];
        for (int i = 0; i < lists.Count; i++)
        {
            Show($"p{i}", 0, lists[i].Shown);
            Judge($"p{i}", 0, lists[i].Relevant);
        }

        // A third waits for its list with the right label, a third with another one, and a third comes after it.
        for (int i = 0; i < lists.Count; i++)
        {
            if (i % 3 == 0) Judge($"p{i}", 0, lists[i].Relevant, other);
            if (i % 3 == 1) Judge($"p{i}", 0, [(lists[i].Shown[9], 3)], other);
        }

        for (int i = 0; i < lists.Count; i++) Show($"p{i}", 0, lists[i].Shown, other);
        for (int i = 0; i < lists.Count; i++)
        {
            if (i % 3 > 0) Judge($"p{i}", 0, lists[i].Relevant, other);
            if (i % 4 == 0) Judge($"p{i}", 0, [.. lists[i].Relevant.Reverse()], other);
        }

        Dictionary<string, double> expected = Quality(_monitor);
        Dictionary<string, double> found = Quality(other);
        Assert.Equal(12, expected.Count);
        foreach ((string metric, double value) in expected) Assert.Equal(value, found[metric], 9);
        Assert.Equal((33L, 25L), (other.Report(0).Counters["revised_labels"], other.Report(0).Counters["duplicate_labels"]));
    }

    [Fact]
    public void A_saved_monitor_goes_on_with_lists_and_labels_that_wait()
    {
        Random random = new(4);
        List<(string[] Shown, (string, double)[] Relevant)> lists = [.. Enumerable.Range(0, 200).Select(_ => RankedModel.Next(random, 0.5))];
        for (int i = 0; i < 200; i++) Half(_monitor, i);
        ModelMonitor loaded = new(Options, Known);
        using MemoryStream state = new();
        using BinaryWriter writer = new(state);
        _monitor.Save(writer);
        state.Position = 0;
        Assert.Equal(MonitorLoadOutcome.Loaded, loaded.Load(new BinaryReader(state)));
        Assert.Equal(state.Length, state.Position);
        foreach (ModelMonitor monitor in new[] { _monitor, loaded })
        {
            for (int i = 0; i < 200; i++) OtherHalf(monitor, i);
        }

        Assert.Equal(SampleList.Of(_monitor, Time(500)).Samples, SampleList.Of(loaded, Time(500)).Samples);
        Assert.Equal(200, loaded.Report(0).Quality!.N);

        void Half(ModelMonitor monitor, int i)
        {
            if (i % 2 == 0) Show($"p{i}", i, lists[i].Shown, monitor);
            else Judge($"p{i}", i, lists[i].Relevant, monitor);
        }

        void OtherHalf(ModelMonitor monitor, int i)
        {
            if (i % 2 == 1) Show($"p{i}", 200 + i, lists[i].Shown, monitor);
            else Judge($"p{i}", 200 + i, lists[i].Relevant, monitor);
        }
    }

    [Fact]
    public void A_baseline_of_lists_is_the_same_after_it_was_kept()
    {
        using MemoryStream stream = new();
        Known.Save(stream);
        stream.Position = 0;
        ParseResult<Baseline> read = Baseline.Load(stream);
        Assert.True(read.IsSuccess, read.IsSuccess ? "" : read.Error?.Message ?? "");
        Assert.Equal(Known.Version, read.Value.Version);
        Assert.Equal(ModelType.Ranking, read.Value.Type);
        Assert.Equal(Known.Answers.Items.Keys.ToArray(), read.Value.Answers.Items.Keys.ToArray());
        Assert.Equal(Known.Variation.PoorRanking, read.Value.Variation.PoorRanking);
        Assert.Contains(read.Value.Notes, n => n.StartsWith("ranking", StringComparison.Ordinal));
    }

    [Fact]
    public void Healthy_lists_give_no_finding_and_another_taste_for_items_does()
    {
        Random random = new(5);
        for (int i = 0; i < 6000; i++) Show($"p{i}", i, RankedModel.Next(random, 0.5).Shown);
        Assert.DoesNotContain(_monitor.Evidence(), f => f.State is EvidenceState.Holding or EvidenceState.Clearing && f.Kind == EvidenceKind.Score);
        double before = SampleList.Of(_monitor, Time(6000)).Find("ml_concept_drift_psi")!.Value;
        for (int i = 6000; i < 12_000; i++) Show($"p{i}", i, RankedModel.Next(random, 0.5, flatness: 0.3).Shown);
        double after = SampleList.Of(_monitor, Time(12_000)).Find("ml_concept_drift_psi")!.Value;
        Assert.True(before < 0.05 && after > 0.25, $"before {before}, after {after}");
        Assert.Contains(_monitor.Evidence(), f => f.State is EvidenceState.Holding or EvidenceState.Clearing && f.Kind == EvidenceKind.Score);
    }

    [Fact]
    public void A_model_that_ranks_worse_is_a_finding_of_quality_and_one_as_good_is_none()
    {
        Random random = new(6);
        for (int i = 0; i < 4000; i++) ShowAndJudge(i, 0.5);
        Assert.DoesNotContain(_monitor.Evidence(), f => f.State is EvidenceState.Holding or EvidenceState.Clearing && f.Kind == EvidenceKind.Quality);
        for (int i = 4000; i < 8000; i++) ShowAndJudge(i, 0.25);
        Assert.Contains(_monitor.Evidence(), f => f.State is EvidenceState.Holding or EvidenceState.Clearing && f.Kind == EvidenceKind.Quality);

        void ShowAndJudge(int i, double skill)
        {
            (string[] shown, (string, double)[] relevant) = RankedModel.Next(random, skill);
            Show($"p{i}", i, shown);
            Judge($"p{i}", i, relevant);
        }
    }

    [Fact]
    public void An_empty_list_shows_nothing_and_counts_as_a_miss()
    {
        for (int i = 0; i < 40; i++)
        {
            Show($"p{i}", i, i % 2 == 0 ? [] : ["a"]);
            Judge($"p{i}", i, [("a", 1)]);
        }

        Assert.Equal(0.5, Quality(_monitor)["hit_rate_at_10"]);
    }

    [Fact]
    public void Lists_and_their_labels_take_no_memory_once_the_tables_have_grown()
    {
        Random random = new(8);
        List<(string[] Shown, (string, double)[] Relevant)> lists = [.. Enumerable.Range(0, 64).Select(_ => RankedModel.Next(random, 0.5))];
        ModelMonitor monitor = new(Options with { OutcomeLimit = 1000 }, Known);
        for (int i = 0; i < 5000; i++) Accept(i);
        long allocated = 0;
        for (int i = 5000; i < 5500; i++) allocated += Accept(i);
        Assert.Equal(0, allocated);

        long Accept(int i)
        {
            // All within one minute: no pane ends.
            EventRecord shown = _writer.Ranking($"p{i}", Models.Start, lists[i % 64].Shown);
            long before = GC.GetAllocatedBytesForCurrentThread();
            monitor.Accept(_writer.Batch, shown, Models.Start);
            long sum = GC.GetAllocatedBytesForCurrentThread() - before;
            EventRecord label = _writer.Relevant($"p{i}", Models.Start, lists[i % 64].Relevant);
            before = GC.GetAllocatedBytesForCurrentThread();
            monitor.Accept(_writer.Batch, label, Models.Start);
            return sum + GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Lists_want_a_ranking_model_and_a_ranking_model_wants_lists()
    {
        BaselineBuilder lists = new(Options with { Type = ModelType.Multiclass });
        lists.AddItem("a");
        lists.EndPrediction(new BaselinePrediction(default, null, double.NaN, "a", double.NaN, double.NaN) { IsRanked = true });
        Assert.StartsWith("expected predictions that are no lists", lists.Build().Error?.Message, StringComparison.Ordinal);
        BaselineBuilder texts = new(Options with { Type = ModelType.Ranking });
        texts.EndPrediction(new BaselinePrediction(default, null, double.NaN, "a", double.NaN, double.NaN));
        Assert.StartsWith("expected lists of items", texts.Build().Error?.Message, StringComparison.Ordinal);
    }

    private static long Time(int i) => Models.Start + (i * Minute);

    private static IEnumerable<double> Relevance(string[] shown, (string Item, double Grade)[] relevant)
    {
        Dictionary<string, double> grades = relevant.ToDictionary(r => r.Item, r => r.Grade);
        return shown.Select(s => grades.GetValueOrDefault(s)).Concat(relevant.Where(r => !shown.Contains(r.Item)).Select(r => r.Grade));
    }

    private static Dictionary<string, double> Quality(ModelMonitor monitor) =>
        monitor.Report(0).Qualities.Where(q => q.Segment == "ground_truth_sample").ToDictionary(q => q.Metric, q => q.Value);

    private void Show(string id, int minute, string[] items, ModelMonitor? monitor = null)
    {
        Dictionary<string, string> segments = new() { ["region"] = minute % 2 == 0 ? "north" : "south" };
        EventRecord record = _writer.Ranking(id, Time(minute), items, segments);
        (monitor ?? _monitor).Accept(_writer.Batch, record, record.TimeMs);
    }

    private void Judge(string id, int minute, (string Item, double Grade)[] relevant, ModelMonitor? monitor = null)
    {
        EventRecord record = _writer.Relevant(id, Time(minute), relevant);
        (monitor ?? _monitor).Accept(_writer.Batch, record, record.TimeMs);
    }
}
