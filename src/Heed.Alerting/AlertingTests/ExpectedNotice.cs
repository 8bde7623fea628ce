using Heed.Model.Time;

namespace Heed.Alerting.AlertingTests;

/// <summary>A notice as a test expects it: what is left out may be anything.</summary>
/// <param name="Receiver">Empty for a page.</param>
/// <param name="Person">Empty for a notice to a receiver.</param>
/// <param name="IsResolved">Whether it says that it is over.</param>
/// <param name="Alerts">Names, in order; null for any.</param>
/// <param name="At">After the test's start; null for any time of the window.</param>
public sealed record ExpectedNotice(string Receiver, string Person, bool IsResolved, IReadOnlyList<string>? Alerts, TimeSpan? At)
{
    public override string ToString()
    {
        string alerts = Alerts is null ? "" : " " + string.Join(", ", Alerts);
        string at = At is { } time ? $" at {PrometheusDuration.Format(time)}" : "";
        return $"{(Person.Length > 0 ? "person " + Person : "receiver " + Receiver)}: {(IsResolved ? "resolved" : "firing")}{alerts}{at}";
    }
}
