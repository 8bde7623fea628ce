namespace Heed.Receivers.Http;

/// <summary>What became of a call.</summary>
/// <param name="Result">What the status says: 2xx is delivered, 408, 429 and 5xx are to be tried again, the rest is rejected.</param>
/// <param name="Status">Zero where there was no answer.</param>
/// <param name="Body">As far as it was read.</param>
public sealed record HttpAnswer(ReceiverResult Result, int Status, string Body);
