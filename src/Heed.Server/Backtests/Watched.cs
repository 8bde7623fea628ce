using Heed.Model.Time;

namespace Heed.Server.Backtests;

/// <summary>Looks on after each time that a part had work.</summary>
internal sealed class Watched(IScheduled part, Action look) : IScheduled
{
    public long NextDueMs => part.NextDueMs;

    public void Run(long dueMs)
    {
        part.Run(dueMs);
        look();
    }
}
