using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reviews;

namespace Heed.Monitoring.Tests;

public sealed class ReviewTests(ITestOutputHelper output)
{
    private const double Share = 0.1;
    private static readonly ModelOptions Options = new() { Name = "m", Segments = ["region"], ReviewShare = Share };
    private static readonly Baseline Baseline = Models.Classifier(Options, 500);

    [Fact]
    public void The_chosen_share_is_the_one_that_was_asked_for_and_rare_and_unsure_ones_are_seen_more_often()
    {
        ReviewSampler sampler = new(Share, 0.7, 1);
        Random random = new(4);
        Dictionary<string, (int Seen, int Chosen)> groups = new() { ["common"] = default, ["rare"] = default, ["unsure"] = default };
        for (int i = 0; i < 200_000; i++)
        {
            string group = random.Next(200) == 0 ? "rare" : random.Next(50) == 0 ? "unsure" : "common";
            ushort segment = (ushort)(group == "rare" ? 1 : 0);
            (double chance, bool chosen, ReviewReason reason) = sampler.Choose(IdOf(i), [segment], 0, group == "unsure" ? 0.55 : 0.95);
            Assert.InRange(chance, Share / 2, 1);
            if (group == "unsure") Assert.Equal(ReviewReason.LowConfidence, reason);
            if (group == "rare" && i > 1000) Assert.Equal(ReviewReason.Rare, reason);
            groups[group] = (groups[group].Seen + 1, groups[group].Chosen + (chosen ? 1 : 0));
        }

        // Rare ones are so few that all of them are taken, which leaves a little less than the share.
        Assert.InRange(groups.Values.Sum(g => g.Chosen) / 200_000.0, 0.6 * Share, 1.02 * Share);
        Assert.True(groups["rare"].Chosen > 0.95 * groups["rare"].Seen);
        Assert.True(groups["unsure"].Chosen > 0.5 * groups["unsure"].Seen);
        Assert.InRange(groups["common"].Chosen / (double)groups["common"].Seen, Share / 2, Share);
    }

    [Fact]
    public void The_same_records_give_the_same_choice_and_another_seed_another_one()
    {
        string Choices(ulong seed)
        {
            ReviewSampler sampler = new(Share, 0.7, seed);
            return string.Concat(Enumerable.Range(0, 500).Select(i => sampler.Choose(IdOf(i), [], i % 3, 0.8).IsChosen ? '1' : '0'));
        }

        Assert.Equal(Choices(1), Choices(1));
        Assert.NotEqual(Choices(1), Choices(2));
    }

    [Fact]
    public void Combinations_beyond_the_limit_share_a_stratum_and_a_saved_sampler_goes_on_alike()
    {
        ReviewSampler sampler = new(Share, 0.7, 1);
        for (int i = 0; i < 5000; i++) sampler.Choose(IdOf(i), [(ushort)(i % 1000)], 0, 0.9);
        MemoryStream state = new();
        using BinaryWriter writer = new(state);
        sampler.Save(writer);
        Assert.InRange(state.Length, 1, (ReviewSampler.MostStrata + 1) * 32);
        state.Position = 0;
        ReviewSampler again = new(Share, 0.7, 1);
        using BinaryReader reader = new(state);
        again.Load(reader);
        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal(sampler.Choose(IdOf(i), [(ushort)i], 1, 0.5), again.Choose(IdOf(i), [(ushort)i], 1, 0.5));
        }
    }

    /// <summary>
    /// A model that is right in 95 % of its sure answers, 60 % of its unsure ones and 30 % of a rare region. The plain mean over reviewed
    /// labels is far too low, because these are chosen more often; the weighted one is not.
    /// </summary>
    [Fact]
    public void Accuracy_by_reviews_is_unbiased_and_its_interval_holds_the_truth_nineteen_times_of_twenty()
    {
        const int Runs = 300;
        double bias = 0;
        double plainBias = 0;
        int covered = 0;
        for (int run = 0; run < Runs; run++)
        {
            Random random = new(run);
            ReviewSampler sampler = new(Share, 0.7, (ulong)run);
            ReviewSums sums = default;
            (int right, int chosenRight, int chosen) = (0, 0, 0);
            for (int i = 0; i < 5000; i++)
            {
                bool rare = random.Next(50) == 0;
                double confidence = random.Next(8) == 0 ? 0.6 : 0.95;
                bool isRight = random.NextDouble() < (rare ? 0.3 : confidence < 0.7 ? 0.6 : 0.95);
                right += isRight ? 1 : 0;
                (double chance, bool isChosen, _) = sampler.Choose(IdOf(i), [(ushort)(rare ? 1 : 0)], 0, confidence);
                if (!isChosen) continue;
                sums += ReviewSums.Of(isRight ? 1 : 0, 1 / chance);
                chosen++;
                chosenRight += isRight ? 1 : 0;
            }

            double truth = right / 5000.0;
            (double mean, double error) = sums.Estimate();
            bias += (mean - truth) / Runs;
            plainBias += ((chosenRight / (double)chosen) - truth) / Runs;
            covered += Math.Abs(mean - truth) <= 1.96 * error ? 1 : 0;
        }

        output.WriteLine(FormattableString.Invariant(
            $"bias {bias:F4}, of the plain mean {plainBias:F4}, interval holds the truth {covered / (double)Runs:P1}"));
        Assert.InRange(bias, -0.003, 0.003);
        Assert.True(plainBias < -0.05);
        Assert.InRange(covered / (double)Runs, 0.92, 0.99);
    }

    [Fact]
    public void A_label_by_review_counts_for_all_predictions_like_it_and_any_label_closes_a_review()
    {
        ModelMonitor monitor = new(Options, Baseline);
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 3000; i++)
        {
            EventRecord record = writer.Prediction($"p{i}", Models.Start + i, "yes", score: i % 10 == 0 ? 0.55 : 0.95);
            byte[] json = [(byte)'{', (byte)'}'];
            writer.Batch.Source = json;
            record.SourceLength = json.Length;
            monitor.Accept(writer.Batch, record, Models.Start + i);
        }

        IReadOnlyList<OpenReview> open = monitor.OpenReviews(10_000);
        Assert.Equal(open.Count, monitor.Report(0).Counters["chosen_reviews"]);
        Assert.InRange(open.Count, 200, 400);

        // Sure answers are right and unsure ones are wrong: nine of ten are right, though half of the reviewed ones are not.
        Dictionary<RecordId, string> ids = [];
        for (int i = 0; i < 3000; i++) ids.Add(RecordId.Of(Encoding.UTF8.GetBytes($"p{i}")), $"p{i}");
        foreach (OpenReview review in open)
        {
            EventRecord label = writer.Label(ids[review.Id], Models.Start + 4000, review.Confidence > 0.9 ? "yes" : "no");
            label.Reviewer = writer.Batch.AddText("ann"u8);
            monitor.Accept(writer.Batch, label, Models.Start + 4000);
        }

        Assert.Empty(monitor.OpenReviews(10));
        Assert.True(monitor.WasReviewed(open[0].Id));
        SampleList samples = SampleList.Of(monitor, Models.Start + 4000);
        Assert.InRange(samples.Find("ml_reviewed_quality", ("metric", "accuracy"))!.Value, 0.87, 0.93);
        Assert.InRange(samples.Find("ml_reviewed_quality_lower")!.Value, 0.8, 0.9);
        Assert.Equal(0, samples.Find("ml_open_reviews"));
    }

    [Fact]
    public void Open_reviews_are_bounded_and_what_is_dropped_is_counted()
    {
        ReviewQueue queue = new();
        int dropped = 0;
        for (int i = 0; i < 30_000; i++)
        {
            dropped += queue.Add(new OpenReview(IdOf(i), i, 0.5, 0.1, ReviewReason.Random, new byte[100]));
            if (i % 7 == 0) Assert.True(queue.Answer(IdOf(i)));
        }

        Assert.InRange(queue.Count, ReviewQueue.MostReviews - 5, ReviewQueue.MostReviews);
        Assert.Equal(30_000, queue.Count + dropped + 4286);
        Assert.Equal(1, queue.Add(new OpenReview(IdOf(-1), 0, 0.5, 0.1, ReviewReason.Random, new byte[ReviewQueue.MostEventBytes + 1])));
        int expired = queue.Expire(25_000);
        Assert.All(queue.Open, r => Assert.True(r.TimeMs >= 25_000));
        Assert.Equal(30_000, queue.Count + dropped + expired + 4286);
    }

    private static RecordId IdOf(int i) => RecordId.Of(BitConverter.GetBytes(i));
}
