using Heed.Model.Labels;

namespace Heed.Model.Maintenance;

/// <summary>Work that was announced: while it goes on, what it covers is neither measured against objectives nor anybody's emergency.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Times">When it goes on.</param>
/// <param name="Matchers">What it covers: label sets that satisfy all of them; none for everything.</param>
public sealed record MaintenanceWindow(string Name, IMaintenanceTimes Times, IReadOnlyList<LabelMatcher> Matchers)
{
    public bool Covers(LabelSet labels)
    {
        foreach (LabelMatcher matcher in Matchers)
        {
            if (!matcher.Matches(labels)) return false;
        }

        return true;
    }
}
