namespace Heed.Alerting.Notifications;

/// <summary>An incident as a notice names it.</summary>
/// <param name="Id">What acknowledging it takes.</param>
/// <param name="Title">Its probable cause in a sentence.</param>
public sealed record NotifiedIncident(string Id, string Title);
