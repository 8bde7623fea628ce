using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Tests.Quality;

public sealed class OutcomePanesTests
{
    private const long Hour = 3_600_000;

    private static readonly PaneWidth Width = PaneWidth.Of(TimeSpan.FromDays(7), OutcomePanes.MostPanes);

    [Fact]
    public void A_week_has_panes_of_three_hours_and_a_long_month_of_twelve()
    {
        Assert.Equal(new PaneWidth(3 * Hour, 56), Width);
        Assert.Equal(new PaneWidth(12 * Hour, 62), PaneWidth.Of(TimeSpan.FromDays(31), OutcomePanes.MostPanes));
    }

    /// <summary>The slow twin keeps every record and counts again; weights are sums of powers of two, so that nothing rounds.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sliding_adding_and_taking_back_equal_counting_again(int seed)
    {
        Random random = new(seed);
        LabelledAnswer[] answers = LabelledSets.Binary(4000, seed);
        BinaryQuality family = LabelledSets.FamilyOf(answers);
        OutcomePanes panes = new(Width);
        List<(long TimeMs, OutcomeDetail Detail)> kept = [];
        Dictionary<long, long> newest = [];
        OutcomeTally tally = new(family.Cells);
        for (int i = 0; i < answers.Length; i++)
        {
            long time = (i * Hour / 8) + (random.Next(-10, 10) * Hour);
            OutcomeDetail detail = family.DetailOf(answers[i] with { Weight = random.Next(1, 5) / 2.0 });
            panes.Add(time, detail);
            kept.Add((time, detail));
            long slot = Slot(Width.PaneOf(time));
            newest[slot] = Math.Max(newest.GetValueOrDefault(slot, long.MinValue), Width.PaneOf(time));
            if (i % 3 == 0)
            {
                int taken = random.Next(Math.Max(0, kept.Count - 300), kept.Count);
                panes.Remove(kept[taken].TimeMs, kept[taken].Detail);
                kept.RemoveAt(taken);
            }

            if (i % 500 == 499) panes = Reloaded(panes);
            if (i % 97 != 0) continue;
            long end = i * Hour / 8;
            panes.Sum(end, tally);
            OutcomeTally again = new(family.Cells);
            long last = Width.PaneOf(end);
            foreach ((long at, OutcomeDetail one) in kept)
            {
                long pane = Width.PaneOf(at);
                if (pane <= last && pane > last - Width.Count && newest[Slot(pane)] == pane) again.Add(one);
            }

            for (int cell = 0; cell < again.Cells.Length; cell++) Assert.Equal(again.Cells[cell].Mass, tally.Cells[cell].Mass);
            Assert.Equal(again.First.Mass, tally.First.Mass);
            Assert.Equal(again.First.Sums.Sum, tally.First.Sums.Sum, 6);
        }
    }

    [Fact]
    public void A_time_whose_pane_serves_a_newer_time_is_left_out()
    {
        BinaryQuality family = LabelledSets.FamilyOf(LabelledSets.Binary(100, 1));
        OutcomeDetail one = family.DetailOf(LabelledSets.Binary(1, 1)[0]);
        OutcomePanes panes = new(Width);
        panes.Add(0, one);
        panes.Add(7 * 24 * Hour, one);
        panes.Add(0, one);
        panes.Remove(0, one);
        OutcomeTally tally = new(family.Cells);
        panes.Sum(7 * 24 * Hour, tally);
        Assert.Equal(1, tally.First.Mass.N);
        panes.Sum(6 * 24 * Hour, tally);
        Assert.Equal(0, tally.First.Mass.N);
    }

    /// <summary>Panes that are a whole number of windows apart share a slot, which belongs to the newest of them.</summary>
    private static long Slot(long pane) => ((pane % Width.Count) + Width.Count) % Width.Count;

    private static OutcomePanes Reloaded(OutcomePanes panes)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        panes.Save(writer);
        stream.Position = 0;
        OutcomePanes again = new(Width);
        using BinaryReader reader = new(stream);
        again.Load(reader);
        Assert.Equal(stream.Length, stream.Position);
        return again;
    }
}
