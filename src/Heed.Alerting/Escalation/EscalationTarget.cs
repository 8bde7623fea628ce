namespace Heed.Alerting.Escalation;

/// <summary>Somebody whom a step notifies.</summary>
/// <param name="Name">Of the person, schedule or receiver.</param>
public sealed record EscalationTarget(TargetKind Kind, string Name)
{
    /// <summary><c>schedule primary</c></summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Name}";
}
