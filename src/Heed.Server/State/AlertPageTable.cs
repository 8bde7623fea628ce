using Microsoft.Data.Sqlite;

namespace Heed.Server.State;

/// <summary>
/// The pages of alerts and open incidents in the state database: what a turn changed is one row, whatever it changed. Its owner holds
/// the lock of the connection.
/// </summary>
internal sealed class AlertPageTable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS alert_pages (number INTEGER PRIMARY KEY, saved_at_ms INTEGER NOT NULL, body BLOB NOT NULL);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;

    public AlertPageTable(SqliteConnection connection)
    {
        _connection = connection;
        using SqliteCommand schema = Command(Schema);
        schema.ExecuteNonQuery();
        _insert = Command("INSERT INTO alert_pages (saved_at_ms, body) VALUES ($saved, $body);");
        foreach (string name in (string[])["$saved", "$body"]) _insert.Parameters.Add(new SqliteParameter(name, null));
        _delete = Command("DELETE FROM alert_pages;");
    }

    public void Insert(AlertPageBatch batch, SqliteTransaction transaction)
    {
        _delete.Transaction = transaction;
        if (batch.ReplacesAll) _delete.ExecuteNonQuery();
        _insert.Transaction = transaction;
        _insert.Parameters[0].Value = batch.NowMs;
        foreach (byte[] page in batch.Pages)
        {
            _insert.Parameters[1].Value = page;
            _insert.ExecuteNonQuery();
        }
    }

    /// <summary>Shows every page with the time when it was saved, in order.</summary>
    public void Visit(Action<long, byte[]> visit)
    {
        using SqliteCommand command = Command("SELECT saved_at_ms, body FROM alert_pages ORDER BY number;");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) visit(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    private SqliteCommand Command(string sql)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
