using Heed.Alerting.Notifications;
using Heed.Server.Journal;
using Heed.Server.Leadership;
using Heed.Server.State;

namespace Heed.Server.Hosting;

/// <summary>Where the engine's notifications go: to people, through a durable outbox, or in a replay to a file.</summary>
public interface INotificationOutbox : INotificationSink, IDisposable
{
    /// <summary>From now on this server decides what leaves; what an earlier term left pending leaves first.</summary>
    void Begin(LeaderTerm term)
    {
    }

    /// <summary>Another server decides what leaves.</summary>
    void End()
    {
    }

    /// <summary>
    /// The engine has done what was due: its notifications and the state that they were decided from are kept, all or nothing, and
    /// only then may they leave.
    /// </summary>
    void Settle(IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, JournalBatch journal);
}
