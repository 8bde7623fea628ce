namespace Heed.Alerting.Incidents;

/// <summary>One line of an incident's timeline.</summary>
/// <param name="TimeMs">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Who">The person or the receiver; empty where nobody did it.</param>
/// <param name="Text">A sentence, or what a person wrote.</param>
public sealed record TimelineEntry(long TimeMs, TimelineKind Kind, string Who, string Text);
