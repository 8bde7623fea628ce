using Heed.Monitoring.Evidence;

namespace Heed.FalseAlarms;

/// <summary>One model over a number of hours, watched under several budgets at once.</summary>
internal static class Trial
{
    /// <summary>Alarms under each budget while nothing changes.</summary>
    public static int[] Alarms(StreamShape shape, ulong seed, int hours, IReadOnlyList<TimeSpan> budgets, Action<SimulatedModel>? look = null)
    {
        SimulatedModel model = new(shape, seed);
        ModelEvidence[] evidence = [.. budgets.Select(b => new ModelEvidence(model.Layout, b))];
        AlarmCount[] alarms = [.. evidence.Select(e => new AlarmCount(e))];
        for (int hour = 0; hour < hours; hour++)
        {
            model.Next(StreamChange.None);
            look?.Invoke(model);
            for (int i = 0; i < evidence.Length; i++)
            {
                evidence[i].Close(model.Pane);
                alarms[i].Look();
            }
        }

        return [.. alarms.Select(a => a.Count)];
    }

    /// <summary>Hours from a change until any evidence holds; the limit where none does.</summary>
    /// <param name="quietHours">Before the change.</param>
    public static int HoursToDetect(StreamShape shape, ulong seed, int quietHours, int limit, StreamChange change, TimeSpan budget)
    {
        SimulatedModel model = new(shape, seed);
        ModelEvidence evidence = new(model.Layout, budget);
        AlarmCount alarms = new(evidence);
        for (int hour = 0; hour < quietHours; hour++)
        {
            model.Next(StreamChange.None);
            evidence.Close(model.Pane);
        }

        for (int hour = 1; hour <= limit; hour++)
        {
            model.Next(change);
            evidence.Close(model.Pane);
            alarms.Look();
            if (alarms.Count > 0) return hour;
        }

        return limit;
    }
}
