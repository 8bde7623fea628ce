namespace Heed.Alerting.Notifications;

/// <summary>One integration of a receiver.</summary>
/// <param name="Kind">As <c>webhook</c>, <c>slack</c>.</param>
/// <param name="Index">Counted from zero among those of the same kind in the receiver.</param>
public readonly record struct IntegrationId(string Kind, int Index)
{
    /// <summary><c>webhook[0]</c></summary>
    public override string ToString() => FormattableString.Invariant($"{Kind}[{Index}]");
}
