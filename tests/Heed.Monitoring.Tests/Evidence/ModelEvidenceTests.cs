using Heed.FalseAlarms;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Tests.Evidence;

/// <summary>What the evidence of one model says, pane by pane.</summary>
public sealed class ModelEvidenceTests
{
    private const long HourMs = 3_600_000;

    // Monday, 2 February 2026.
    private const long StartMs = 1_769_990_400_000;

    private static readonly TimeSpan Budget = TimeSpan.FromDays(90);
    private static readonly StreamShape Shape = new(100, 2, 0, false, 0);

    [Fact]
    public void A_shift_is_named_with_its_size_and_its_beginning_holds_and_clears()
    {
        SimulatedModel model = new(Shape, 1);
        ModelEvidence evidence = new(model.Layout, Budget);
        Run(model, evidence, 48, StreamChange.None);
        Assert.All(evidence.Findings(), f => Assert.Equal(EvidenceState.Quiet, f.State));
        long began = evidence.UntilMs!.Value;
        Run(model, evidence, 24, new StreamChange(ShiftSigmas: 1));
        EvidenceFinding finding = Assert.Single(evidence.Findings(), f => f.State == EvidenceState.Holding && f.Kind == EvidenceKind.Distribution);
        Assert.Equal("f0", finding.Feature);
        Assert.InRange(finding.ShiftSigmas, 0.8, 1.2);
        Assert.InRange(finding.OnsetMs!.Value, began - HourMs, began + (2 * HourMs));
        Assert.True(finding.EvidenceLog10 >= finding.ThresholdLog10 && finding.Strength >= 1);

        List<EvidenceState> after = [];
        for (int hour = 0; hour < 48; hour++)
        {
            Run(model, evidence, 1, StreamChange.None);
            EvidenceState state = StateOf(evidence, "f0", EvidenceKind.Distribution);
            if (after.Count == 0 || after[^1] != state) after.Add(state);
        }

        Assert.Equal([EvidenceState.Holding, EvidenceState.Clearing, EvidenceState.Quiet], after);
    }

    [Fact]
    public void A_change_that_the_day_hides_goes_on_until_the_night_shows_it_again()
    {
        PaneLayout layout = PaneLayout.Of(BaselineBySun());
        ModelEvidence evidence = new(layout, Budget);
        PaneCounts pane = new(layout);
        int onsets = 0;
        bool held = false;
        for (int hour = 0; hour < 5 * 24; hour++)
        {
            // Seven of ten are "a" at any hour, as they are by day in the baseline.
            pane.Restart(StartMs + (hour * HourMs), StartMs + ((hour + 1) * HourMs));
            pane.Records = 40;
            (pane.Classes[0], pane.Classes[1]) = layout.Baseline.Answers.Classes[0] == "a" ? (28, 12) : (12, 28);
            evidence.Close(pane);
            bool holds = evidence.Findings().Single(f => f.Kind == EvidenceKind.ClassMix).OnsetMs is not null;
            if (holds && !held) onsets++;
            held = holds;
        }

        Assert.Equal((1, true), (onsets, held));
    }

    [Fact]
    public void One_huge_value_in_5000_neither_hides_a_shift_nor_makes_one()
    {
        foreach ((double shift, EvidenceState expected) in new[] { (0.0, EvidenceState.Quiet), (1.0, EvidenceState.Holding) })
        {
            SimulatedModel model = new(Shape, 2);
            ModelEvidence evidence = new(model.Layout, Budget);
            for (int hour = 0; hour < 150; hour++)
            {
                model.Next(new StreamChange(ShiftSigmas: hour < 100 ? 0 : shift));
                if (hour % 50 == 0)
                {
                    model.Pane.Records++;
                    model.Pane.Values(0)[^1]++;
                    model.Pane.OutOfRange(0)++;
                }

                evidence.Close(model.Pane);
            }

            Assert.Equal(expected, StateOf(evidence, "f0", EvidenceKind.Distribution));
            Assert.Equal(EvidenceState.Quiet, StateOf(evidence, "f1", EvidenceKind.DataQuality));
        }
    }

    [Fact]
    public void Each_kind_of_failure_is_shown_by_its_kind_of_evidence()
    {
        Assert.Equal((EvidenceKind.DataQuality, "missing"), Shown(pane => Move(ref pane.Missing(0), pane.Values(0), 20)));
        Assert.Equal((EvidenceKind.DataQuality, "invalid"), Shown(pane => Move(ref pane.Invalid(0), pane.Values(0), 20)));
        Assert.Equal((EvidenceKind.DataQuality, "out_of_range"), Shown(pane => pane.OutOfRange(0) += 20));
        Assert.Equal((EvidenceKind.Frozen, "repeats"), Shown(pane => pane.Repeats(0) += 99));
        Assert.Equal((EvidenceKind.ClassMix, "yes"), Shown(pane => pane.Classes.Clear(), pane => pane.Classes[1 - No(pane)] = 100));
        Assert.Equal((EvidenceKind.Quality, "wrong"), Shown(pane => pane.Outcomes = new OutcomeCounts(60, 30, 0)));
    }

    [Fact]
    public void Few_records_are_neither_healthy_nor_changed()
    {
        SimulatedModel model = new(Shape with { RecordsPerLook = 2 }, 4);
        ModelEvidence evidence = new(model.Layout, Budget);
        Run(model, evidence, 10, StreamChange.None);
        EvidenceFinding few = evidence.Findings().First(f => f.Feature == "f0");
        Assert.Equal((EvidenceState.NotEnoughData, double.NaN), (few.State, few.Strength));
        Run(model, evidence, 90, StreamChange.None);
        Assert.Equal(EvidenceState.Quiet, StateOf(evidence, "f0", EvidenceKind.Distribution));
    }

    [Fact]
    public void A_saved_state_continues_to_the_same_bits_and_a_kept_baseline_gives_the_same_evidence()
    {
        SimulatedModel model = new(new StreamShape(50, 2, 0, false, 0.6, 1), 5);
        MemoryStream file = new();
        model.Baseline.Save(file);
        file.Position = 0;
        PaneLayout kept = PaneLayout.Of(Baseline.Load(file).Value);
        ModelEvidence first = new(model.Layout, Budget);
        ModelEvidence second = new(kept, Budget);
        PaneCounts pane = new(kept);
        MemoryStream state = new();
        for (int hour = 0; hour < 120; hour++)
        {
            model.Next(new StreamChange(ShiftSigmas: hour < 60 ? 0 : 0.5));
            first.Close(model.Pane);
            if (hour == 59) first.Save(new BinaryWriter(state));
            if (hour == 59)
            {
                state.Position = 0;
                second.Load(new BinaryReader(state));
            }

            if (hour < 60) continue;
            Copy(model.Pane, pane);
            second.Close(pane);
        }

        Assert.Equal(first.Findings(), second.Findings());
    }

    [Fact]
    public void A_pane_from_the_past_or_without_length_is_refused()
    {
        SimulatedModel model = new(Shape, 6);
        ModelEvidence evidence = new(model.Layout, Budget);
        model.Next(StreamChange.None);
        Assert.True(evidence.Close(model.Pane));
        Assert.False(evidence.Close(model.Pane));
        model.Pane.StartMs = model.Pane.EndMs + HourMs;
        Assert.False(evidence.Close(model.Pane));
    }

    [Fact]
    public void A_closed_pane_allocates_nothing()
    {
        SimulatedModel model = new(Shape, 7);
        ModelEvidence evidence = new(model.Layout, Budget);
        model.Next(StreamChange.None);
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            model.Pane.StartMs += HourMs;
            model.Pane.EndMs += HourMs;
            long before = GC.GetAllocatedBytesForCurrentThread();
            evidence.Close(model.Pane);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Segments_are_judged_by_their_own_baseline()
    {
        ModelOptions options = new() { Name = "m", Segments = ["region"] };
        BaselineBuilder builder = new(options);
        for (int row = 0; row < 4000; row++)
        {
            // The north is wrong in 2 of 40 answers, the south in 12.
            bool north = row % 2 == 0;
            builder.AddSegment("region", north ? "north" : "south");
            builder.AddFeatureNumber("x", row % 97);
            RecordId id = RecordId.Of(BitConverter.GetBytes(row));
            builder.EndPrediction(new BaselinePrediction(id, null, double.NaN, row % 3 == 0 ? "a" : "b", double.NaN, 0.7));
            bool wrong = row / 2 * 17 % 40 < (north ? 2 : 12);
            builder.AddLabel(id, row % 3 == 0 != wrong ? "a" : "b", double.NaN);
        }

        PaneLayout layout = PaneLayout.Of(builder.Build().Value);
        ModelEvidence evidence = new(layout, Budget);
        PaneCounts pane = new(layout);
        Assert.Equal([("region", "north"), ("region", "south")], layout.Segments);
        for (int hour = 0; hour < 48; hour++)
        {
            // As wrong as the baseline as a whole in both: the north has become worse, the south better.
            pane.Restart(hour * HourMs, (hour + 1) * HourMs);
            pane.Segments[0] = new OutcomeCounts(40, 7, 0);
            pane.Segments[1] = new OutcomeCounts(40, 7, 0);
            pane.Outcomes = pane.Segments[0] + pane.Segments[1];
            evidence.Close(pane);
        }

        EvidenceFinding found = Assert.Single(evidence.Findings(), f => f.State == EvidenceState.Holding);
        Assert.Equal((EvidenceKind.Quality, "region", "north"), (found.Kind, found.SegmentKey, found.SegmentValue));
        Assert.InRange(found.Ratio, 3, 4);
    }

    /// <summary>Two weeks in which three of ten answers are "a" by night and seven by day.</summary>
    private static Baseline BaselineBySun()
    {
        BaselineBuilder builder = new(new ModelOptions { Name = "m" });
        for (int row = 0; row < 14 * 24 * 40; row++)
        {
            int hour = row / 40 % 24;
            builder.AddFeatureNumber("x", row % 97);
            string answer = row * 7 % 10 < (hour is >= 6 and < 18 ? 7 : 3) ? "a" : "b";
            RecordId id = RecordId.Of(BitConverter.GetBytes(row));
            builder.EndPrediction(new BaselinePrediction(id, StartMs + (row * HourMs / 40), double.NaN, answer, double.NaN, double.NaN));
        }

        return builder.Build().Value;
    }

    private static void Run(SimulatedModel model, ModelEvidence evidence, int hours, StreamChange change)
    {
        for (int hour = 0; hour < hours; hour++)
        {
            model.Next(change);
            evidence.Close(model.Pane);
        }
    }

    /// <summary>Through the form in which an open pane is kept.</summary>
    private static void Copy(PaneCounts from, PaneCounts into)
    {
        MemoryStream stream = new();
        from.Save(new BinaryWriter(stream));
        stream.Position = 0;
        into.Load(new BinaryReader(stream));
    }

    private static EvidenceState StateOf(ModelEvidence evidence, string feature, EvidenceKind kind) =>
        evidence.Findings().Single(f => f.Feature == feature && f.Kind == kind).State;

    /// <summary>The one finding that holds after each pane of twelve hours was changed.</summary>
    private static (EvidenceKind Kind, string Subject) Shown(params Action<PaneCounts>[] changes)
    {
        SimulatedModel model = new(Shape, 8);
        ModelEvidence evidence = new(model.Layout, Budget);
        for (int hour = 0; hour < 12; hour++)
        {
            model.Next(StreamChange.None);
            foreach (Action<PaneCounts> change in changes) change(model.Pane);
            evidence.Close(model.Pane);
        }

        EvidenceFinding finding = Assert.Single(evidence.Findings(), f => f.State == EvidenceState.Holding);
        return (finding.Kind, finding.Subject);
    }

    /// <summary>Takes values out of their bins, in proportion.</summary>
    private static void Move(ref long into, Span<long> bins, int count)
    {
        for (int bin = 0; count > 0; bin = (bin + 1) % bins.Length)
        {
            if (bins[bin] == 0) continue;
            bins[bin]--;
            into++;
            count--;
        }
    }

    private static int No(PaneCounts pane) => pane.Layout.Baseline.Answers.Classes.ToList().IndexOf("no");
}
