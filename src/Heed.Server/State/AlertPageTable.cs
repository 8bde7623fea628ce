namespace Heed.Server.State;

/// <summary>The pages of alerts and open incidents in the state's database: what a turn changed is one row, whatever it changed.</summary>
internal static class AlertPageTable
{
    private static readonly StateSql DeleteAll = new("DELETE FROM alert_pages;");

    private static readonly StateSql InsertPage = new(
        "INSERT INTO alert_pages (number, saved_at_ms, body) SELECT COALESCE(MAX(number), 0) + 1, @saved, @body FROM alert_pages;", "@saved", "@body");

    private static readonly StateSql Pages = new("SELECT saved_at_ms, body FROM alert_pages ORDER BY number;");

    /// <summary>What it takes to add a turn's pages, or to put them in the place of all before.</summary>
    public static IEnumerable<StateStatement> Insert(AlertPageBatch batch)
    {
        if (batch.ReplacesAll) yield return DeleteAll.With();
        foreach (byte[] page in batch.Pages) yield return InsertPage.With(batch.NowMs, page);
    }

    /// <summary>Shows every page with the time when it was saved, in order.</summary>
    public static void Visit(IStateStore store, Action<long, byte[]> visit) => store.Read(Pages.With(), reader =>
    {
        int pages = 0;
        for (; reader.Read(); pages++) visit(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
        return pages;
    });
}
