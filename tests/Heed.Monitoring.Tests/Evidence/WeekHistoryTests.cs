using Heed.FalseAlarms;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Evidence.Weeks;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Tests.Evidence;

/// <summary>What is kept of a model's own weeks, hour by hour.</summary>
public sealed class WeekHistoryTests
{
    private const long HourMs = 3_600_000;
    private const int HoursOfWeek = 168;
    private static readonly SimulatedModel Model = new(new StreamShape(100, 2, 0, false, 0), 1);

    private readonly Random _random = new(9);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_reference_is_the_sum_of_the_same_hour_of_the_weeks_before(int weeks)
    {
        WeekHistory history = new(Model.Layout, weeks);
        Dictionary<long, long[]> kept = [];
        for (long hour = -100; hour < 5 * HoursOfWeek; hour++)
        {
            // A tenth of the hours is empty, and six panes make a whole one.
            long[] bins = new long[Model.Layout.Length];
            bool empty = _random.Next(10) == 0;
            for (int part = 0; part < 6; part++)
            {
                PaneCounts pane = Pane((hour * HourMs) + (part * HourMs / 6), empty ? 0 : 20);
                history.Begin(pane.StartMs);
                history.Add(pane);
                for (int i = 0; i < bins.Length; i++) bins[i] += pane.Bins[i];
            }

            long[][] earlier = [.. Enumerable.Range(1, weeks).Select(w => kept.GetValueOrDefault(hour - (w * HoursOfWeek))).OfType<long[]>()];
            Assert.Equal(earlier.Length, history.Seen);
            if (earlier.Length == 0) Assert.Null(history.Reference);
            else Assert.Equal(Enumerable.Range(0, bins.Length).Select(i => earlier.Sum(e => e[i])), history.Reference!.Bins);
            if (!empty) kept[hour] = bins;
        }
    }

    [Fact]
    public void The_last_whole_hour_is_compared_once_both_sides_have_a_hundred_records()
    {
        WeekHistory history = new(Model.Layout, 2);
        PaneCounts first = Pane(0, 200);
        PaneCounts second = Pane(HoursOfWeek * HourMs, 150);
        Close(history, first);
        Assert.Null(history.Last);
        Close(history, second);
        Close(history, Pane((HoursOfWeek + 1) * HourMs, 99));
        WeekComparison last = history.Last!;
        double expected = PopulationStability.CompareOccupied(first.Score, second.Score).Psi;
        Assert.Equal(expected, last.Answers, 12);
        Assert.Equal(2, last.Features.Length);
        Close(history, Pane((HoursOfWeek + 2) * HourMs, 100));
        Assert.Null(history.Last);
    }

    [Fact]
    public void A_saved_history_goes_on_in_the_middle_of_an_hour()
    {
        WeekHistory history = new(Model.Layout, 2);
        WeekHistory loaded = new(Model.Layout, 2);
        for (int hour = 0; hour < 200; hour++) Close(history, Pane(hour * HourMs, 150));
        MemoryStream state = new();
        history.Save(new BinaryWriter(state));
        state.Position = 0;
        loaded.Load(new BinaryReader(state));
        Assert.Equal(state.Length, state.Position);
        for (int hour = 199; hour < 600; hour++)
        {
            PaneCounts pane = Pane((hour * HourMs) + (HourMs / 2), 150);
            Close(history, pane);
            Close(loaded, pane);
            Assert.Equal((history.Seen, history.Last?.Answers), (loaded.Seen, loaded.Last?.Answers));
            Assert.Equal(history.Reference?.Bins, loaded.Reference?.Bins);
        }
    }

    [Fact]
    public void Without_weeks_there_is_no_history_and_none_is_kept()
    {
        WeekHistory history = new(Model.Layout, 0);
        MemoryStream state = new();
        for (int hour = 0; hour < 200; hour++) Close(history, Pane(hour * HourMs, 150));
        history.Save(new BinaryWriter(state));
        Assert.Equal((0, 0L), (history.Seen, state.Length));
        Assert.Null(history.Reference);
    }

    [Fact]
    public void Four_weeks_of_twenty_numbers_take_half_a_megabyte()
    {
        SimulatedModel model = new(new StreamShape(50, 20, 0, false, 0), 3);
        WeekHistory history = new(model.Layout, 4);
        for (int hour = 0; hour < 5 * HoursOfWeek; hour++)
        {
            model.Next(StreamChange.None);
            history.Begin(model.Pane.StartMs);
            history.Add(model.Pane);
        }

        MemoryStream state = new();
        history.Save(new BinaryWriter(state));
        Assert.InRange(state.Length, 100_000, 512 * 1024);
    }

    private static void Close(WeekHistory history, PaneCounts pane)
    {
        history.Begin(pane.StartMs);
        history.Add(pane);
    }

    private PaneCounts Pane(long startMs, int records)
    {
        PaneCounts pane = new(Model.Layout);
        pane.Restart(startMs, startMs + (HourMs / 6));
        pane.Records = records;
        for (int i = 0; i < records; i++)
        {
            pane.Score[_random.Next(pane.Score.Length)]++;
            pane.Values(0)[_random.Next(pane.Values(0).Length)]++;
            pane.Values(1)[0]++;
        }

        return pane;
    }
}
