namespace Heed.Server.State;

/// <summary>
/// The state's tables. SQLite numbers rows by itself under the name <c>rowid</c>; another database gets a column of that name, so that
/// the questions are the same. Texts are compared byte by byte everywhere.
/// </summary>
internal static class StateSchema
{
    /// <summary>Raised with every change that an older version of the program cannot read.</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS documents (
            kind {text} NOT NULL, key {text} NOT NULL, body {text} NOT NULL, PRIMARY KEY (kind, key));
        CREATE TABLE IF NOT EXISTS notifications ({row}
            id {text} PRIMARY KEY, time_ms BIGINT NOT NULL, receiver {text} NOT NULL, integration {text} NOT NULL, body {text} NOT NULL,
            state {text} NOT NULL, attempts BIGINT NOT NULL, sent_at_ms BIGINT, error {text}, title {text} NOT NULL, text {text} NOT NULL);
        CREATE INDEX IF NOT EXISTS notifications_by_time ON notifications (time_ms DESC);
        CREATE INDEX IF NOT EXISTS notifications_pending ON notifications (state) WHERE state = 'pending';
        CREATE TABLE IF NOT EXISTS journal ({row}
            subject {text} NOT NULL, time_ms BIGINT NOT NULL, kind {text} NOT NULL, body {text} NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_by_subject ON journal (subject, time_ms);
        CREATE INDEX IF NOT EXISTS journal_by_time ON journal (time_ms);
        CREATE TABLE IF NOT EXISTS journal_subjects (
            subject {text} PRIMARY KEY, name {text} NOT NULL, labels {text} NOT NULL, last_ms BIGINT NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_subjects_by_name ON journal_subjects (name, last_ms DESC);
        """;

    public static string ForSqlite { get; } = Write("TEXT", "");

    public static string ForPostgres { get; } = Write("TEXT COLLATE \"C\"", "rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,");

    private static string Write(string text, string row) =>
        Tables.Replace("{text}", text, StringComparison.Ordinal).Replace("{row}", row, StringComparison.Ordinal);
}
