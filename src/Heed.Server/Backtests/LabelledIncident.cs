using Heed.Model.Labels;

namespace Heed.Server.Backtests;

/// <summary>Something that people say did happen: what alerts are judged by.</summary>
/// <param name="Name">For people.</param>
/// <param name="FromMs">When it began, in milliseconds since the Unix epoch.</param>
/// <param name="ToMs">When it ended.</param>
/// <param name="Labels">An alert speaks of the incident only where it has all of these; none: any alert may.</param>
public sealed record LabelledIncident(string Name, long FromMs, long ToMs, LabelSet Labels)
{
    /// <summary>Whether an alert with these labels that fired in that time speaks of the incident. A touch is enough.</summary>
    public bool IsMetBy(LabelSet alert, long firedAtMs, long endedAtMs)
    {
        if (firedAtMs > ToMs || endedAtMs < FromMs) return false;
        foreach (Label label in Labels.Labels)
        {
            if (alert.Get(label.Name) != label.Value) return false;
        }

        return true;
    }
}
