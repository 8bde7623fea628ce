using Npgsql;

namespace Heed.Server.Leadership;

/// <summary>
/// The lease: one row, whose times are the database's clock's alone. Whoever takes it raises the term; a write with an older term is
/// refused (<see cref="State.PostgresStore"/>). What goes wrong with the database is an <see cref="NpgsqlException"/>.
/// </summary>
internal sealed class PostgresLease(NpgsqlDataSource source, string holder, Func<string> address)
{
    private const string SayHello = """
        INSERT INTO servers (holder, address, seen_at) VALUES (@holder, @address, clock_timestamp())
        ON CONFLICT (holder) DO UPDATE SET address = excluded.address, seen_at = excluded.seen_at;
        """;

    private const string Forget = "DELETE FROM servers WHERE seen_at < clock_timestamp() - @gone * interval '1 millisecond';";

    private const string Look = "SELECT term, holder, address, expires_at <= clock_timestamp() FROM lease;";

    private const string Servers = """
        SELECT holder, address, CAST(EXTRACT(EPOCH FROM clock_timestamp() - seen_at) * 1000 AS BIGINT) FROM servers ORDER BY address, holder;
        """;

    private const string Prolong = """
        UPDATE lease SET expires_at = clock_timestamp() + @length * interval '1 millisecond' WHERE term = @term AND holder = @holder;
        """;

    // Of a process that stands still, sessions may stand in the middle of a transaction. They end here, and what they wrote with them.
    private const string EndSessions = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = @sessions AND pid <> pg_backend_pid();
        """;

    // A write holds the row FOR KEY SHARE until it is kept, which a prolongation does not wait for, and this does.
    private const string Lock = "SELECT term FROM lease WHERE term = @term AND expires_at <= clock_timestamp() FOR UPDATE;";

    private const string Take = """
        UPDATE lease SET term = term + 1, holder = @holder, address = @address, expires_at = clock_timestamp() + @length * interval '1 millisecond'
        RETURNING term;
        """;

    private const string GiveBack = "UPDATE lease SET expires_at = clock_timestamp() WHERE term = @term AND holder = @holder;";

    /// <summary>What the sessions of a process are called in the database.</summary>
    public static string SessionsOf(string holder) => "heed " + holder;

    /// <summary>Says that this server is there, and reads who leads.</summary>
    public async Task<LeaseView> LookAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlBatch batch = new(connection);
        Add(batch, SayHello, ("@holder", holder), ("@address", address()));
        Add(batch, Forget, ("@gone", (long)LeaseTimes.GoneAfter.TotalMilliseconds));
        Add(batch, Look);
        Add(batch, Servers);
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        (long term, string leader, string where, bool isFree) = (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3));
        await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        List<PairServer> servers = [];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            servers.Add(new PairServer(reader.GetString(0), reader.GetString(1), TimeSpan.FromMilliseconds(reader.GetInt64(2))));
        }

        return new LeaseView(term, leader, where, isFree, servers);
    }

    /// <summary>Takes a lease that was seen to be free: the new term; null where another server was faster.</summary>
    public async Task<long?> TakeAsync(LeaseView seen, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (seen.Holder.Length > 0 && seen.Holder != holder)
        {
            await RunAsync(connection, EndSessions, cancellation, ("@sessions", SessionsOf(seen.Holder))).ConfigureAwait(false);
        }

        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        if (await RunAsync(connection, Lock, cancellation, ("@term", seen.Term)).ConfigureAwait(false) is null) return null;
        object? term = await RunAsync(connection, Take, cancellation, ("@holder", holder), ("@address", address()), Length).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return (long)term!;
    }

    /// <summary>Whether the term is still this server's, and has its whole length before it again.</summary>
    public Task<bool> ProlongAsync(long term, CancellationToken cancellation) => UpdateAsync(Prolong, cancellation, ("@term", term), ("@holder", holder), Length);

    /// <summary>Lets another server lead at once.</summary>
    public Task<bool> GiveBackAsync(long term, CancellationToken cancellation) => UpdateAsync(GiveBack, cancellation, ("@term", term), ("@holder", holder));

    private static (string, object) Length => ("@length", (long)LeaseTimes.Length.TotalMilliseconds);

    private async Task<bool> UpdateAsync(string sql, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlCommand command = new(sql, connection);
        foreach ((string name, object value) in parameters) command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) == 1;
    }

    private static async Task<object?> RunAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach ((string name, object value) in parameters) command.Parameters.AddWithValue(name, value);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        NpgsqlBatchCommand command = new(sql);
        foreach ((string name, object value) in parameters) command.Parameters.AddWithValue(name, value);
        batch.BatchCommands.Add(command);
    }
}
