namespace Heed.Alerting.Notifications;

/// <summary>What a notice to somebody on call carries so that they can say "I have it".</summary>
/// <param name="Url">Opens a page with a button; opening it alone does nothing.</param>
/// <param name="Token">What the link is signed with: for buttons of chat programs that call back.</param>
/// <param name="CallsBack">Whether such buttons are set up.</param>
public sealed record AcknowledgementLink(string Url, string Token, bool CallsBack);
