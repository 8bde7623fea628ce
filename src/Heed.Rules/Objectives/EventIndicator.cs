namespace Heed.Rules.Objectives;

/// <summary>Bad events of all events. Every query has <see cref="Indicator.WindowPlace"/> and gives one element, or none.</summary>
/// <param name="Counted">What the first query counts; the other kind is what is left of all.</param>
/// <param name="Query">Bad or good events, a rate or an increase over the window.</param>
/// <param name="Total">All events, in the same unit.</param>
public sealed record EventIndicator(CountedEvents Counted, string Query, string Total) : Indicator;
