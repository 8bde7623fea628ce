using Heed.Alerting.Journal;

namespace Heed.Alerting.Dispatching;

/// <content>Decisions for the journal.</content>
public sealed partial class AlertDispatcher
{
    /// <summary>Entries that nobody took in time, and that are lost.</summary>
    public long JournalEntriesDropped
    {
        get
        {
            lock (_gate) return _journal?.Dropped ?? 0;
        }
    }

    /// <summary>What was decided since the last call, in order. Needs <c>DispatcherOptions.KeepsJournal</c>.</summary>
    public IReadOnlyList<JournalEntry> TakeJournal()
    {
        lock (_gate) return _journal?.Take() ?? [];
    }
}
