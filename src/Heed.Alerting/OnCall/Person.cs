namespace Heed.Alerting.OnCall;

/// <summary>Somebody who can be on call.</summary>
/// <param name="Name">What schedules and policies call them; unique.</param>
/// <param name="FullName">For people to read.</param>
/// <param name="Zone">In which times are told to them.</param>
/// <param name="Contacts">All that take an incident's severity are used at once.</param>
/// <param name="QuietHours">In which only critical notices reach them; others wait.</param>
/// <param name="Email">By which calendars name them; may be empty.</param>
/// <param name="SlackUser">The id of their Slack account, by which a button knows them; may be empty.</param>
public sealed record Person(
    string Name,
    string FullName,
    TimeZoneInfo Zone,
    IReadOnlyList<ContactMethod> Contacts,
    IReadOnlyList<HoursOfWeek> QuietHours,
    string Email,
    string SlackUser)
{
    public bool IsQuietAt(long timeMs)
    {
        foreach (HoursOfWeek hours in QuietHours)
        {
            if (hours.Contains(timeMs)) return true;
        }

        return false;
    }

    /// <summary>The first moment from a time on at which they are not quiet.</summary>
    public long QuietUntilMs(long timeMs)
    {
        const int mostChanges = 64;
        long at = timeMs;
        for (int i = 0; i < mostChanges && IsQuietAt(at); i++)
        {
            long next = long.MaxValue;
            foreach (HoursOfWeek hours in QuietHours) next = Math.Min(next, hours.NextChangeMs(at));
            if (next == long.MaxValue) break;
            at = next;
        }

        return at;
    }
}
