using System.Globalization;

namespace Heed.Rules.Tests.Objectives;

/// <summary>The workbook's table and a loop over every count: slow, and nothing that could hide a mistake.</summary>
internal sealed class BurnRateTwin(IReadOnlyList<(long TimeMs, double Requests, double Errors)> counted, double target)
{
    private static readonly (string Severity, int Long, int Short, double Factor)[] Pairs =
        [("critical", 60, 5, 14.4), ("critical", 360, 30, 6), ("warning", 1440, 120, 3), ("warning", 4320, 360, 1)];

    /// <summary>As the story writes them down, ordered as texts.</summary>
    public IEnumerable<string> Changes(int fromMinute, int toMinute)
    {
        List<string> changes = [];
        foreach (string severity in Pairs.Select(p => p.Severity).Distinct())
        {
            bool was = false;
            for (int minute = fromMinute; minute <= toMinute; minute++)
            {
                bool burns = Pairs.Any(p => p.Severity == severity && Burns(minute, p.Long, p.Factor) && Burns(minute, p.Short, p.Factor));
                if (burns != was) changes.Add(string.Create(CultureInfo.InvariantCulture, $"{minute} {severity} {(burns ? "firing" : "resolved")}"));
                was = burns;
            }
        }

        return changes.Order(StringComparer.Ordinal);
    }

    private bool Burns(int minute, int windowMinutes, double factor)
    {
        long endMs = ObjectiveStory.StartMs + (minute * ObjectiveStory.Minute);
        long beginMs = endMs - (windowMinutes * ObjectiveStory.Minute);
        (long TimeMs, double Requests, double Errors)[] inside = [.. counted.Where(c => c.TimeMs > beginMs && c.TimeMs <= endMs)];
        double requests = inside[^1].Requests - inside[0].Requests;
        double errors = inside[^1].Errors - inside[0].Errors;
        return requests > 0 && errors / requests / (1 - target) > factor;
    }
}
