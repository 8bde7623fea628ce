namespace Heed.Server.Backtests;

/// <summary>
/// How well alerts tell of labelled incidents. An alert is right where it fires, with the incident's labels, at any time between the
/// incident's two ends; an incident is found where any alert is right about it.
/// </summary>
/// <param name="Alerts">Episodes of firing.</param>
/// <param name="RightAlerts">Those that speak of an incident.</param>
/// <param name="Incidents">Those that lie in the backtest's time, in part at least.</param>
/// <param name="FoundIncidents">Those that an alert spoke of.</param>
/// <param name="MedianDelay">From an incident's beginning to the first alert about it, over those found; null where none is.</param>
/// <param name="Missed">The names of the others.</param>
public sealed record IncidentScore(
    int Alerts, int RightAlerts, int Incidents, int FoundIncidents, TimeSpan? MedianDelay, IReadOnlyList<string> Missed)
{
    /// <summary>Right alerts among all; NaN where nothing fired.</summary>
    public double Precision => (double)RightAlerts / Alerts;

    /// <summary>Found incidents among all; NaN where there are none.</summary>
    public double Recall => (double)FoundIncidents / Incidents;

    /// <summary>The harmonic mean of the two; 0 where nothing is found.</summary>
    public double F1 => FoundIncidents == 0 || RightAlerts == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static IncidentScore Of(
        IEnumerable<AlertEpisode> episodes, IReadOnlyList<LabelledIncident> incidents, long fromMs, long toMs)
    {
        LabelledIncident[] judged = [.. incidents.Where(incident => incident.FromMs <= toMs && incident.ToMs >= fromMs)];
        long?[] firstMs = new long?[judged.Length];
        int alerts = 0;
        int right = 0;
        foreach (AlertEpisode episode in episodes)
        {
            bool isRight = false;
            for (int i = 0; i < judged.Length; i++)
            {
                if (!judged[i].IsMetBy(episode.Labels, episode.FiredAtMs, episode.EndedAtMs ?? toMs)) continue;
                isRight = true;
                firstMs[i] = Math.Min(firstMs[i] ?? long.MaxValue, episode.FiredAtMs);
            }

            alerts++;
            if (isRight) right++;
        }

        // An alert that fired before the incident began and still fires has no delay.
        long[] delays = [.. judged.Zip(firstMs, (incident, first) => first is { } ms ? Math.Max(0, ms - incident.FromMs) : -1).Where(d => d >= 0).Order()];
        IReadOnlyList<string> missed = [.. judged.Where((_, i) => firstMs[i] is null).Select(incident => incident.Name)];
        return new IncidentScore(alerts, right, judged.Length, delays.Length, Median(delays), missed);
    }

    private static TimeSpan? Median(long[] ordered)
    {
        if (ordered.Length == 0) return null;
        int middle = ordered.Length / 2;
        long twice = ordered.Length % 2 == 1 ? 2 * ordered[middle] : ordered[middle - 1] + ordered[middle];
        return TimeSpan.FromMilliseconds(twice / 2.0);
    }
}
