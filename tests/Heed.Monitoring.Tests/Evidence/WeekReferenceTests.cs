using Heed.FalseAlarms;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Tests.Evidence;

/// <summary>What the same hours of earlier weeks protect against, and what they cannot see.</summary>
public sealed class WeekReferenceTests
{
    private const int Week = 168;
    private static readonly TimeSpan Budget = TimeSpan.FromDays(90);
    private static readonly StreamShape Shape = new(50, 2, 0, false, 0);

    [Fact]
    public void What_happens_every_week_at_the_same_hours_becomes_usual()
    {
        // A job of six hours on every third day of the week: its records are one deviation higher.
        StreamChange Change(int hour) => hour % Week is >= 50 and < 56 ? new StreamChange(ShiftSigmas: 1) : StreamChange.None;
        Assert.True(Onsets(weeks: 0, from: 5 * Week, to: 9 * Week, Change) >= 3);
        Assert.Equal(0, Onsets(weeks: 4, from: 5 * Week, to: 9 * Week, Change));
    }

    [Fact]
    public void A_sudden_change_is_found_as_soon()
    {
        StreamChange Change(int hour) => hour >= (5 * Week) + 30 ? new StreamChange(ShiftSigmas: 0.5) : StreamChange.None;
        Assert.Equal(0, Onsets(4, 0, (5 * Week) + 30, Change));
        Assert.Equal(1, Onsets(4, (5 * Week) + 30, (5 * Week) + 54, Change));
    }

    [Fact]
    public void What_drifts_slowly_is_seen_by_a_baseline_and_not_by_the_last_weeks()
    {
        StreamChange Change(int hour) => new(ShiftSigmas: 0.004 * hour / 24);
        Assert.True(Onsets(0, 0, 12 * Week, Change) >= 1);
        Assert.Equal(0, Onsets(4, 0, 12 * Week, Change));
    }

    [Fact]
    public void Where_nothing_changes_alarms_stay_within_the_budget()
    {
        int alarms = 0;
        StreamShape shape = new(50, 4, 0, false, 0.6, 1);
        for (ulong seed = 0; seed < 6; seed++) alarms += Onsets(2, 0, 8 * Week, _ => StreamChange.None, shape, 300 + seed);

        // 336 days of models under a budget of one in 90 days are 3.7 alarms; that many or fewer come in 96 of a hundred runs at exactly the budget.
        Assert.InRange(alarms, 0, 7);
    }

    [Fact]
    public void A_saved_state_continues_to_the_same_bits()
    {
        SimulatedModel model = new(Shape, 7);
        ModelEvidence first = new(model.Layout, Budget, weeks: 2);
        ModelEvidence second = new(model.Layout, Budget, weeks: 2);
        for (int hour = 0; hour < 3 * Week; hour++)
        {
            model.Next(new StreamChange(ShiftSigmas: hour > 400 ? 0.3 : 0));
            first.Close(model.Pane);
            if (hour == 250)
            {
                MemoryStream state = new();
                first.Save(new BinaryWriter(state));
                state.Position = 0;
                second.Load(new BinaryReader(state));
            }
            else if (hour > 250)
            {
                second.Close(model.Pane);
            }
        }

        Assert.Equal(first.Findings(), second.Findings());
    }

    /// <summary>How often evidence began to hold.</summary>
    private static int Onsets(int weeks, int from, int to, Func<int, StreamChange> change, StreamShape? shape = null, ulong seed = 5)
    {
        SimulatedModel model = new(shape ?? Shape, seed);
        ModelEvidence evidence = new(model.Layout, Budget, weeks);
        int onsets = 0;
        HashSet<int> holding = [];
        for (int hour = 0; hour < to; hour++)
        {
            model.Next(change(hour));
            evidence.Close(model.Pane);
            int i = 0;
            foreach (EvidenceState state in evidence.States)
            {
                bool holds = state is EvidenceState.Holding or EvidenceState.Clearing;
                if (!holds) holding.Remove(i);
                else if (holding.Add(i) && hour >= from) onsets++;
                i++;
            }
        }

        return onsets;
    }
}
