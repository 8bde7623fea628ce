using Npgsql;

namespace Heed.Server.State;

/// <summary>Heed's tables in a PostgreSQL: in a schema of their own, made by whichever server comes first.</summary>
internal static class PostgresSchema
{
    /// <summary>The schema's name; every connection looks there.</summary>
    public const string Name = "heed";

    // Any number that nobody else uses for a lock of this kind.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(433372610);";

    private const string Tables = """
        CREATE SCHEMA IF NOT EXISTS heed;
        CREATE TABLE version (version BIGINT NOT NULL);
        CREATE TABLE lease (
            id BIGINT PRIMARY KEY CHECK (id = 1), term BIGINT NOT NULL, holder TEXT NOT NULL, address TEXT NOT NULL, expires_at TIMESTAMPTZ NOT NULL);
        INSERT INTO lease (id, term, holder, address, expires_at) VALUES (1, 0, '', '', 'epoch');
        CREATE TABLE servers (holder TEXT PRIMARY KEY, address TEXT NOT NULL, seen_at TIMESTAMPTZ NOT NULL);
        """;

    /// <summary>Makes the tables where there are none; null, or why those that are there cannot be used.</summary>
    /// <param name="source">The database.</param>
    /// <param name="place">What it is called in the sentence.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<string?> PrepareAsync(NpgsqlDataSource source, object place, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RunAsync(connection, OneAtATime, cancellation).ConfigureAwait(false);
        if (!await HasTableAsync(connection, "version", cancellation).ConfigureAwait(false))
        {
            await RunAsync(connection, Tables + StateSchema.ForPostgres, cancellation).ConfigureAwait(false);
            await RunAsync(connection, $"INSERT INTO version (version) VALUES ({StateSchema.Version});", cancellation).ConfigureAwait(false);
        }

        long version = (long)(await RunAsync(connection, "SELECT version FROM version;", cancellation).ConfigureAwait(false))!;
        bool hasPages = await HasTableAsync(connection, StateSchema.PageTable, cancellation).ConfigureAwait(false);
        if (StateSchema.Refusal(place, version, hasPages) is { } refusal) return refusal;
        if (version < StateSchema.Version) await RunAsync(connection, $"UPDATE version SET version = {StateSchema.Version};", cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return null;
    }

    private static async Task<bool> HasTableAsync(NpgsqlConnection connection, string table, CancellationToken cancellation) =>
        await RunAsync(connection, $"SELECT to_regclass('{Name}.{table}') IS NOT NULL;", cancellation).ConfigureAwait(false) is true;

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }
}
