using System.Data.Common;

using Microsoft.Data.Sqlite;

namespace Heed.Server.State;

/// <summary>One SQLite file, or one in memory that ends with the process. One connection, one lock.</summary>
internal sealed class SqliteStore : IStateStore
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly Dictionary<StateSql, SqliteCommand> _commands = [];

    static SqliteStore() => SQLitePCL.Batteries_V2.Init();

    private SqliteStore(SqliteConnection connection) => _connection = connection;

    /// <param name="path">The file; null for one in memory.</param>
    /// <exception cref="InvalidDataException">The file is of a newer version of Heed, or of one that is too old.</exception>
    public static SqliteStore Open(string? path)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path ?? ":memory:", Pooling = false };
        SqliteConnection connection = new(settings.ToString());
        connection.Open();
        SqliteStore store = new(connection);
        store.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        long version = store.Scalar("PRAGMA user_version;");
        bool isNew = version == 0;
        bool hasPages = store.Scalar($"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{StateSchema.PageTable}';") > 0;
        if (!isNew && StateSchema.Refusal(path ?? settings.DataSource, version, hasPages) is { } refusal)
        {
            connection.Dispose();
            throw new InvalidDataException(refusal);
        }

        store.Execute($"BEGIN; {StateSchema.ForSqlite} PRAGMA user_version = {StateSchema.Version}; COMMIT;");
        return store;
    }

    public T Read<T>(StateStatement question, Func<DbDataReader, T> read)
    {
        lock (_gate)
        {
            SqliteCommand command = Command_NeedsLock(question);
            command.Transaction = null;
            using SqliteDataReader reader = command.ExecuteReader();
            return read(reader);
        }
    }

    public WriteOutcome Write(IEnumerable<StateStatement> statements, out int rows)
    {
        rows = 0;
        lock (_gate)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            foreach (StateStatement statement in statements)
            {
                SqliteCommand command = Command_NeedsLock(statement);
                command.Transaction = transaction;
                rows += command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return WriteOutcome.Kept;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (SqliteCommand command in _commands.Values) command.Dispose();
            _commands.Clear();
            _connection.Dispose();
        }
    }

    /// <summary>Prepared once: a turn may write a hundred thousand of the same.</summary>
    private SqliteCommand Command_NeedsLock(in StateStatement statement)
    {
        if (!_commands.TryGetValue(statement.Sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = statement.Sql.Text;
            foreach (string name in statement.Sql.Parameters) command.Parameters.Add(new SqliteParameter(name, null));
            _commands.Add(statement.Sql, command);
        }

        for (int i = 0; i < statement.Values.Length; i++) command.Parameters[i].Value = statement.Values[i] ?? DBNull.Value;
        return command;
    }

    private long Scalar(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
