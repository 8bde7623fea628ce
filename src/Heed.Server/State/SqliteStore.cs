using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Heed.Server.State;

/// <summary>
/// One SQLite file, or one in memory that ends with the process. One connection, one lock. What a write has committed is brought to the disk
/// outside the lock: who writes next does not wait for it.
/// </summary>
internal sealed class SqliteStore : IStateStore
{
    /// <summary>SQLite's own number for it.</summary>
    private const int InputOutputError = 10;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly Dictionary<StateSql, SqliteCommand> _commands = [];

    /// <summary>
    /// The write-ahead log, which the connection keeps for as long as it is open; null for a database in memory. SQLite holds no lock on this
    /// file that closing it could drop.
    /// </summary>
    private SafeFileHandle? _log;

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

        // Every write is brought to the disk by itself: NORMAL keeps the order of what SQLite does at checkpoints, and nothing more is asked of it.
        store.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;");
        long version = store.Scalar("PRAGMA user_version;");
        bool isNew = version == 0;
        bool hasPages = store.Scalar($"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{StateSchema.PageTable}';") > 0;
        if (!isNew && StateSchema.Refusal(path ?? settings.DataSource, version, hasPages) is { } refusal)
        {
            connection.Dispose();
            throw new InvalidDataException(refusal);
        }

        store.Execute($"BEGIN; {StateSchema.ForSqlite} PRAGMA user_version = {StateSchema.Version}; COMMIT;");
        if (path is not null) store.OpenLog(path + "-wal");
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

        Flush();
        return WriteOutcome.Kept;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (SqliteCommand command in _commands.Values) command.Dispose();
            _commands.Clear();
            _connection.Dispose();
            _log?.Dispose();
        }
    }

    /// <summary>Where the file system has no memory to share between processes there is no such log: SQLite then brings each write to the disk itself.</summary>
    private void OpenLog(string path)
    {
        if (File.Exists(path)) _log = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        else Execute("PRAGMA synchronous = FULL;");
        Flush();
    }

    /// <summary>What was committed before is on the disk when this returns: in the log, or by a checkpoint in the database.</summary>
    private void Flush()
    {
        if (_log is null) return;
        try
        {
            RandomAccess.FlushToDisk(_log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException("the state could not be brought to the disk: " + error.Message, InputOutputError);
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
