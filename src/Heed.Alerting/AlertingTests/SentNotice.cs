namespace Heed.Alerting.AlertingTests;

/// <summary>A notice that a test has sent.</summary>
/// <param name="Person">Empty for a notice of a route.</param>
/// <param name="Alerts">Names, ordered.</param>
/// <param name="Why">The decision's words.</param>
internal sealed record SentNotice(TimeSpan At, string Receiver, string Person, bool IsResolved, IReadOnlyList<string> Alerts, string Why)
{
    public bool Meets(ExpectedNotice expected) =>
        (expected.Person.Length > 0 ? Person == expected.Person : Person.Length == 0 && Receiver == expected.Receiver)
        && IsResolved == expected.IsResolved
        && (expected.Alerts is null || expected.Alerts.SequenceEqual(Alerts))
        && (expected.At is null || expected.At == At);

    public override string ToString() =>
        new ExpectedNotice(Person.Length > 0 ? "" : Receiver, Person, IsResolved, Alerts, At) + $" ({Why})";
}
