using System.Globalization;

namespace Heed.Server.State;

/// <summary>
/// The state's tables. SQLite numbers rows by itself under the name <c>rowid</c>; another database gets a column of that name, so that
/// the questions are the same. Texts are compared byte by byte everywhere.
/// </summary>
internal static class StateSchema
{
    /// <summary>
    /// Raised with every change that an older version of the program cannot read. Version 1 was written with these tables, and before with
    /// a document an alert.
    /// </summary>
    public const int Version = 2;

    /// <summary>The table that tells the two forms of version 1 apart.</summary>
    public const string PageTable = "alert_pages";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS documents (
            kind {text} NOT NULL, key {text} NOT NULL, body {text} NOT NULL, PRIMARY KEY (kind, key)){clustered};
        CREATE TABLE IF NOT EXISTS notifications ({row}
            id {text} PRIMARY KEY, time_ms BIGINT NOT NULL, receiver {text} NOT NULL, integration {text} NOT NULL, body {text} NOT NULL,
            state {text} NOT NULL, attempts BIGINT NOT NULL, sent_at_ms BIGINT, error {text}, title {text} NOT NULL, text {text} NOT NULL);
        CREATE INDEX IF NOT EXISTS notifications_by_time ON notifications (time_ms DESC);
        CREATE INDEX IF NOT EXISTS notifications_pending ON notifications (state) WHERE state = 'pending';
        CREATE TABLE IF NOT EXISTS alert_pages (number BIGINT PRIMARY KEY, saved_at_ms BIGINT NOT NULL, body {bytes} NOT NULL);
        CREATE TABLE IF NOT EXISTS journal_blocks (
            number BIGINT PRIMARY KEY, level BIGINT NOT NULL, from_ms BIGINT NOT NULL, to_ms BIGINT NOT NULL, row_count BIGINT NOT NULL,
            subjects {bytes} NOT NULL, names {bytes} NOT NULL, body {bytes} NOT NULL);
        """;

    public static string ForSqlite { get; } = Write("TEXT", "BLOB", "", " WITHOUT ROWID");

    public static string ForPostgres { get; } = Write("TEXT COLLATE \"C\"", "BYTEA", "rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,", "");

    /// <summary>Why state that is there cannot be used, as a sentence; null where it can.</summary>
    /// <param name="place">Where it lies, for the sentence.</param>
    /// <param name="version">What it says of itself.</param>
    /// <param name="hasPages">Whether it has <see cref="PageTable"/>.</param>
    public static string? Refusal(object place, long version, bool hasPages)
    {
        if (version > Version) return string.Create(CultureInfo.InvariantCulture, $"{place} has state of version {version}, of a newer Heed; this one reads {Version} at most");
        return hasPages ? null : $"{place} has state of an early version of Heed, with a document an alert, which this one does not read: "
            + "move it away to begin anew, or go on with the version that wrote it";
    }

    private static string Write(string text, string bytes, string row, string clustered) => Tables
        .Replace("{text}", text, StringComparison.Ordinal)
        .Replace("{bytes}", bytes, StringComparison.Ordinal)
        .Replace("{row}", row, StringComparison.Ordinal)
        .Replace("{clustered}", clustered, StringComparison.Ordinal);
}
