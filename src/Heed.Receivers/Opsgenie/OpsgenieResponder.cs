namespace Heed.Receivers.Opsgenie;

/// <summary>Who is to act; all texts are templates.</summary>
/// <param name="By">Which of <c>id</c>, <c>name</c> and <c>username</c> says who.</param>
/// <param name="Type"><c>team</c>, <c>teams</c>, <c>user</c>, <c>escalation</c> or <c>schedule</c>.</param>
public sealed record OpsgenieResponder(string By, string Value, string Type);
