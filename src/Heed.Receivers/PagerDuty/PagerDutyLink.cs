namespace Heed.Receivers.PagerDuty;

/// <summary>A link of an incident; both texts are templates.</summary>
public sealed record PagerDutyLink(string Href, string Text);
