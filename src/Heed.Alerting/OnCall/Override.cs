namespace Heed.Alerting.OnCall;

/// <summary>Somebody stands in for whoever a schedule would name.</summary>
/// <param name="Id">Unique among the overrides.</param>
/// <param name="Schedule">The schedule's name.</param>
/// <param name="Person">Who stands in.</param>
/// <param name="FromMs">Inclusive; milliseconds since the Unix epoch.</param>
/// <param name="ToMs">Exclusive.</param>
/// <param name="CreatedBy">Who wants it; empty for one of the file.</param>
/// <param name="Comment">Why; may be empty.</param>
public sealed record Override(string Id, string Schedule, string Person, long FromMs, long ToMs, string CreatedBy, string Comment) : IShiftSource
{
    string IShiftSource.Name => Id;

    public string? At(long timeMs) => timeMs >= FromMs && timeMs < ToMs ? Person : null;

    public long NextChangeMs(long timeMs) => timeMs < FromMs ? FromMs : timeMs < ToMs ? ToMs : long.MaxValue;
}
