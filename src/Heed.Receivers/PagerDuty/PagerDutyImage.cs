namespace Heed.Receivers.PagerDuty;

/// <summary>A picture of an incident; all texts are templates.</summary>
public sealed record PagerDutyImage(string Src, string Alt, string Href);
