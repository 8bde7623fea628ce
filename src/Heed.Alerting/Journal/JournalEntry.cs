using Heed.Alerting.Dispatching;
using Heed.Model.Labels;

namespace Heed.Alerting.Journal;

/// <summary>A decision about an alert, kept so that it can be asked for long after.</summary>
/// <param name="TimeMs">When it was made.</param>
/// <param name="Labels">The alert's.</param>
/// <param name="Step">What kind of decision it is.</param>
/// <param name="Receiver">Whose; empty for steps that concern no receiver.</param>
/// <param name="Integration">As <c>slack[0]</c>; empty where no integration has been asked.</param>
/// <param name="Decision">Why, with the cause; the default where the step says all.</param>
public readonly record struct JournalEntry(long TimeMs, LabelSet Labels, JournalStep Step, string Receiver, string Integration, Decision Decision)
{
    /// <summary>Of the group that decided; empty for none.</summary>
    public string GroupKey { get; init; } = "";

    /// <summary>Of what was sent; empty where nothing was.</summary>
    public string NotificationId { get; init; } = "";

    /// <summary>Of the incident that the alert belonged to; empty for none.</summary>
    public string IncidentId { get; init; } = "";
}
