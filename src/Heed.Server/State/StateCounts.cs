using System.Data.Common;

using Heed.Alerting.State;

namespace Heed.Server.State;

/// <summary>How much of what people know is in a state.</summary>
public sealed record StateCounts
{
    private static readonly StateSql Kinds = new("SELECT kind, COUNT(*) FROM documents GROUP BY kind;");
    private static readonly StateSql Deliveries = new("SELECT state, COUNT(*) FROM notifications GROUP BY state;");
    private static readonly StateSql Decisions = new("SELECT 'lines', CAST(COALESCE(SUM(row_count), 0) AS BIGINT) FROM journal_blocks;");

    /// <summary>Those that are firing or were lately.</summary>
    public required long Alerts { get; init; }

    /// <summary>Those that are not closed.</summary>
    public required long OpenIncidents { get; init; }

    public required long ClosedIncidents { get; init; }

    /// <summary>With those that are over and can still be seen.</summary>
    public required long Silences { get; init; }

    /// <summary>All that were kept of the past year, or as long as <c>history</c> says.</summary>
    public required long Notices { get; init; }

    /// <summary>Those of them that have still to leave.</summary>
    public required long PendingNotices { get; init; }

    /// <summary>Lines of the journal.</summary>
    public required long JournalLines { get; init; }

    /// <summary>Rules whose state is kept.</summary>
    public required long Rules { get; init; }

    internal static StateCounts Of(IStateStore store)
    {
        KeptPages pages = new();
        AlertPageTable.Visit(store, (_, page) => pages.Apply(page));
        Dictionary<string, long> kinds = store.Read(Kinds.With(), Pairs);
        Dictionary<string, long> deliveries = store.Read(Deliveries.With(), Pairs);
        return new StateCounts
        {
            Alerts = pages.Alerts.Count,
            OpenIncidents = pages.Incidents.Count(i => i.OpenedAtMs is not null),
            ClosedIncidents = kinds.GetValueOrDefault(AlertingDocuments.ClosedIncidents),
            Silences = kinds.GetValueOrDefault(AlertingDocuments.Silences),
            Notices = deliveries.Values.Sum(),
            PendingNotices = deliveries.GetValueOrDefault(DeliveryState.Pending.Word()),
            JournalLines = store.Read(Decisions.With(), Pairs)["lines"],
            Rules = kinds.GetValueOrDefault(EngineState.Rules),
        };
    }

    private static Dictionary<string, long> Pairs(DbDataReader reader)
    {
        Dictionary<string, long> pairs = new(StringComparer.Ordinal);
        while (reader.Read()) pairs.Add(reader.GetString(0), reader.GetInt64(1));
        return pairs;
    }
}
